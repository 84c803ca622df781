/**
 * Asks what a token says that says nothing by itself: the issuer (RFC 7662), or the application.
 */
@NullMarked
package io.github.jerseymcp.introspection;

import org.jspecify.annotations.NullMarked;
