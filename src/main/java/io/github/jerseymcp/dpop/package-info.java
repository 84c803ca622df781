/** Checks that the sender of a request holds the key its token is bound to (RFC 9449). */
@NullMarked
package io.github.jerseymcp.dpop;

import org.jspecify.annotations.NullMarked;
