/** The client of JAX-RS with credentials. */
@NullMarked
package io.github.jerseymcp.client.jaxrs;

import org.jspecify.annotations.NullMarked;
