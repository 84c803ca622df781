/** Exchanges the token of a caller for one of another API, and sends it there. */
@NullMarked
package io.github.jerseymcp.upstream;

import org.jspecify.annotations.NullMarked;
