/** Issuers that come and go while the server runs: the application knows them. */
@NullMarked
package io.github.jerseymcp.tenant;

import org.jspecify.annotations.NullMarked;
