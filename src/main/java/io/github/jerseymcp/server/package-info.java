/** Plugs it all into Jersey: the feature, and the filters of a request. */
@NullMarked
package io.github.jerseymcp.server;

import org.jspecify.annotations.NullMarked;
