/** An OAuth authorization server for development, on loopback only. */
@NullMarked
package io.github.jerseymcp.example.authorization;

import org.jspecify.annotations.NullMarked;
