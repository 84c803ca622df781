/** MCP 2026-07-28, where each request says for itself what a session would remember. */
@NullMarked
package io.github.jerseymcp.mcp.modern;

import org.jspecify.annotations.NullMarked;
