/** Measures intervals by a clock that no step of the wall clock reaches. */
@NullMarked
package io.github.jerseymcp.time;

import org.jspecify.annotations.NullMarked;
