/** Whom a user trusts, and what is remembered of it. */
@NullMarked
package io.github.jerseymcp.client.trust;

import org.jspecify.annotations.NullMarked;
