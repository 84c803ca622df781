/** The doors: the resource methods, and the transports that carry the servers of the MCP SDK. */
@NullMarked
package io.github.jerseymcp.mcp.endpoint;

import org.jspecify.annotations.NullMarked;
