/** Grizzly, as both the example server and its authorization server use it. */
@NullMarked
package io.github.jerseymcp.example.http;

import org.jspecify.annotations.NullMarked;
