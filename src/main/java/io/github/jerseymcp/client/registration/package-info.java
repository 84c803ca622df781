/** How a client becomes known to an authorization server. */
@NullMarked
package io.github.jerseymcp.client.registration;

import org.jspecify.annotations.NullMarked;
