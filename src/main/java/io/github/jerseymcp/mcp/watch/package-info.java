/** Tells those who watch something that it has changed, each at its own pace. */
@NullMarked
package io.github.jerseymcp.mcp.watch;

import org.jspecify.annotations.NullMarked;
