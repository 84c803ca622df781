/** JOSE hygiene that access tokens and DPoP proofs share: strict parsing, keys, signatures. */
@NullMarked
package io.github.jerseymcp.jose;

import org.jspecify.annotations.NullMarked;
