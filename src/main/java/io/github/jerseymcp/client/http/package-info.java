/** The client of the JDK with credentials: which request gets some, and what a refusal leads to. */
@NullMarked
package io.github.jerseymcp.client.http;

import org.jspecify.annotations.NullMarked;
