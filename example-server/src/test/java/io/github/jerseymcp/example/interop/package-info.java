/**
 * The example with authorization servers and clients that nobody here wrote; tag {@code interop}.
 */
@NullMarked
package io.github.jerseymcp.example.interop;

import org.jspecify.annotations.NullMarked;
