/** The MCP endpoint: carries the official SDK's server over JAX-RS, with scopes per operation. */
@NullMarked
package io.github.jerseymcp.mcp;

import org.jspecify.annotations.NullMarked;
