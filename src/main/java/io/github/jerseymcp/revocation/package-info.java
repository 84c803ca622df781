/** Which tokens are refused before they expire, on whose word, and how all nodes come to know. */
@NullMarked
package io.github.jerseymcp.revocation;

import org.jspecify.annotations.NullMarked;
