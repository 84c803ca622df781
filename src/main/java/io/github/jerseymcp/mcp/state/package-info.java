/** What a server hands to a client to get it back: for whom, for what, until when, and once. */
@NullMarked
package io.github.jerseymcp.mcp.state;

import org.jspecify.annotations.NullMarked;
