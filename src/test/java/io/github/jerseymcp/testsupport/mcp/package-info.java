/** Clients of the Model Context Protocol that send what a test says. */
@NullMarked
package io.github.jerseymcp.testsupport.mcp;

import org.jspecify.annotations.NullMarked;
