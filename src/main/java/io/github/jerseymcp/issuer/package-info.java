/** Reads what an authorization server publishes about itself. */
@NullMarked
package io.github.jerseymcp.issuer;

import org.jspecify.annotations.NullMarked;
