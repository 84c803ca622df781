/** One request on its way to a handler and back. */
@NullMarked
package io.github.jerseymcp.mcp.call;

import org.jspecify.annotations.NullMarked;
