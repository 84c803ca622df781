/** Who protects an MCP server, found out from what it says, and checked before it is believed. */
@NullMarked
package io.github.jerseymcp.client.discovery;

import org.jspecify.annotations.NullMarked;
