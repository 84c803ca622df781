/** A client on the command line: signs in, lists and calls the tools of any MCP server. */
@NullMarked
package io.github.jerseymcp.example.call;

import org.jspecify.annotations.NullMarked;
