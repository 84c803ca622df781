/** The ways in which tokens are got, each from the registration on. */
@NullMarked
package io.github.jerseymcp.client.grant;

import org.jspecify.annotations.NullMarked;
