/** Signs requests, and checks that they are signed (RFC 9421), for one profile of that. */
@NullMarked
package io.github.jerseymcp.signature;

import org.jspecify.annotations.NullMarked;
