/** Clients and a server in one JVM: who holds a connection is its caller. */
@NullMarked
package io.github.jerseymcp.local;

import org.jspecify.annotations.NullMarked;
