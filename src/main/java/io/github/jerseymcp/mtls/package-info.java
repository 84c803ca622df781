/** Checks that the sender of a request holds the certificate its token is bound to (RFC 8705). */
@NullMarked
package io.github.jerseymcp.mtls;

import org.jspecify.annotations.NullMarked;
