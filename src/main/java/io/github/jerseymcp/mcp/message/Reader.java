package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.token.TokenWatch;

/**
 * A caller, and what decides how long its token counts.
 *
 * @param caller a snapshot of the verified caller
 * @param watch by whose clock its token is judged
 */
public record Reader(McpPrincipal caller, TokenWatch watch) {}
