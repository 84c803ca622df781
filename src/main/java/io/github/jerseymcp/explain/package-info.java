/** Says step by step what would happen to a request that nobody has sent. */
@NullMarked
package io.github.jerseymcp.explain;

import org.jspecify.annotations.NullMarked;
