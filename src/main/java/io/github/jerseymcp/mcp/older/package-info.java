/** Servers of the SDK for older versions, asked by clients of MCP 2026-07-28. */
@NullMarked
package io.github.jerseymcp.mcp.older;

import org.jspecify.annotations.NullMarked;
