/** Carries events to a reader, who may be slow, gone, or come back. */
@NullMarked
package io.github.jerseymcp.mcp.stream;

import org.jspecify.annotations.NullMarked;
