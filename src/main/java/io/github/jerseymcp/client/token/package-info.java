/** How a client asks for tokens, checks what it is given, and keeps it. */
@NullMarked
package io.github.jerseymcp.client.token;

import org.jspecify.annotations.NullMarked;
