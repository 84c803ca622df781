/** Messages that depend on no other, as a server without sessions takes them. */
@NullMarked
package io.github.jerseymcp.mcp.stateless;

import org.jspecify.annotations.NullMarked;
