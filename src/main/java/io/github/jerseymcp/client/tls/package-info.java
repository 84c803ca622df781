/**
 * How a client speaks TLS: whom it trusts, which certificate it shows, and that both are checked.
 */
@NullMarked
package io.github.jerseymcp.client.tls;

import org.jspecify.annotations.NullMarked;
