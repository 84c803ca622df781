/** The rules about DPoP proofs as data, for the tests of each level. */
@NullMarked
package io.github.jerseymcp.testsupport.dpop;

import org.jspecify.annotations.NullMarked;
