/** Tests of clients in the JVM of their server, by the same rules as over HTTP. */
@NullMarked
package io.github.jerseymcp.local;

import org.jspecify.annotations.NullMarked;
