/** Containers that serve applications under test, and clients that call them. */
@NullMarked
package io.github.jerseymcp.testsupport.http;

import org.jspecify.annotations.NullMarked;
