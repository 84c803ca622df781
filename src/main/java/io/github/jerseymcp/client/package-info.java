/** Tokens for one user at one MCP server: got, kept, renewed, and sent to that server alone. */
@NullMarked
package io.github.jerseymcp.client;

import org.jspecify.annotations.NullMarked;
