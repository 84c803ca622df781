/** Local MCP servers: started in a cage, spoken to over their standard streams, and ended whole. */
@NullMarked
package io.github.jerseymcp.stdio;

import org.jspecify.annotations.NullMarked;
