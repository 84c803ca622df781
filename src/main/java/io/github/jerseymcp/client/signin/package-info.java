/** A user signs in with a browser, and the answer comes back to whoever asked. */
@NullMarked
package io.github.jerseymcp.client.signin;

import org.jspecify.annotations.NullMarked;
