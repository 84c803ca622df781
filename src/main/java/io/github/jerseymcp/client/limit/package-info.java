/** Bounds of what a client reads of a server: sizes, counts and times. */
@NullMarked
package io.github.jerseymcp.client.limit;

import org.jspecify.annotations.NullMarked;
