/** Remembers, within bounds, what would cost too much to find out at each request. */
@NullMarked
package io.github.jerseymcp.cache;

import org.jspecify.annotations.NullMarked;
