/** Header fields that say what the body of a message says. */
@NullMarked
package io.github.jerseymcp.mcp.header;

import org.jspecify.annotations.NullMarked;
