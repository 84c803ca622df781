/** What a client says, as whom, and whether it may. */
@NullMarked
package io.github.jerseymcp.mcp.message;

import org.jspecify.annotations.NullMarked;
