/** The official conformance suite, against a client: ours below those of the SDK. */
@NullMarked
package io.github.jerseymcp.example.conformance.client;

import org.jspecify.annotations.NullMarked;
