/**
 * One request to a protected path: its steps, the values that they make, and how it is refused.
 * Nothing here is registered with Jersey; the filters of {@code server} run the steps.
 */
@NullMarked
package io.github.jerseymcp.request;

import org.jspecify.annotations.NullMarked;
