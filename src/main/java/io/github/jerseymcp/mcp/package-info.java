/** What is imported by those who configure an MCP endpoint or write its tools. */
@NullMarked
package io.github.jerseymcp.mcp;

import org.jspecify.annotations.NullMarked;
