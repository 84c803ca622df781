/** The lists that a server answers: what is in them, and what of it a caller sees. */
@NullMarked
package io.github.jerseymcp.mcp.listing;

import org.jspecify.annotations.NullMarked;
