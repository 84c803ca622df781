/** Which protected resource a path belongs to, and what its handlers ask of a caller. */
@NullMarked
package io.github.jerseymcp.resource;

import org.jspecify.annotations.NullMarked;
