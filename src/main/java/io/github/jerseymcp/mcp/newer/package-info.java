/** Servers of the SDK for MCP 2026-07-28, asked by clients of older versions. */
@NullMarked
package io.github.jerseymcp.mcp.newer;

import org.jspecify.annotations.NullMarked;
