/** Test support for applications: an issuer of tokens. Depends on no test framework. */
@NullMarked
package io.github.jerseymcp.testing;

import org.jspecify.annotations.NullMarked;
