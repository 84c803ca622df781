/** What came with a message and where its answer goes; HTTP is one kind of both. */
@NullMarked
package io.github.jerseymcp.mcp.reply;

import org.jspecify.annotations.NullMarked;
