/** Keys of a client and the proofs that it makes with them (RFC 9449). */
@NullMarked
package io.github.jerseymcp.client.proof;

import org.jspecify.annotations.NullMarked;
