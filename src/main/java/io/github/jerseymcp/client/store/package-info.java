/** A store of sign-ins that outlasts a process and that several share. */
@NullMarked
package io.github.jerseymcp.client.store;

import org.jspecify.annotations.NullMarked;
