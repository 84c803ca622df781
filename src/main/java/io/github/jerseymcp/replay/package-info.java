/** Remembers each proof once, for as long as it could be accepted (RFC 9449 section 11.1). */
@NullMarked
package io.github.jerseymcp.replay;

import org.jspecify.annotations.NullMarked;
