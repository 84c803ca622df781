/** Sessions, as the versions of MCP up to 2025-11-25 have them. */
@NullMarked
package io.github.jerseymcp.mcp.session;

import org.jspecify.annotations.NullMarked;
