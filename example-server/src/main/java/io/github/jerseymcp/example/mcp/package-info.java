/** The MCP endpoints of the example, and the tools behind them. */
@NullMarked
package io.github.jerseymcp.example.mcp;

import org.jspecify.annotations.NullMarked;
