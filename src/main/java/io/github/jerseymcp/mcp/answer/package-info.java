/** What is said back, and what of an error may leave. */
@NullMarked
package io.github.jerseymcp.mcp.answer;

import org.jspecify.annotations.NullMarked;
