/** Turns a token string into trusted claims. */
@NullMarked
package io.github.jerseymcp.token;

import org.jspecify.annotations.NullMarked;
