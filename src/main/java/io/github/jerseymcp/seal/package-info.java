/** What leaves the server and comes back: sealed, so that nobody reads or makes it. */
@NullMarked
package io.github.jerseymcp.seal;

import org.jspecify.annotations.NullMarked;
