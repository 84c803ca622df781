/** Which protected resource a path belongs to, and which scopes its handlers need. */
@NullMarked
package io.github.jerseymcp.resource;

import org.jspecify.annotations.NullMarked;
