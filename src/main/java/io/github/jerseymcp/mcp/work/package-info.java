/** Runs what may wait, on threads that are a share of its caller. */
@NullMarked
package io.github.jerseymcp.mcp.work;

import org.jspecify.annotations.NullMarked;
