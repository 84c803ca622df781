/** The metadata document of a protected resource (RFC 9728) and its address. */
@NullMarked
package io.github.jerseymcp.metadata;

import org.jspecify.annotations.NullMarked;
