/**
 * The endpoint with sessions, judged by the official conformance suite and by clients by others.
 */
@NullMarked
package io.github.jerseymcp.example.conformance;

import org.jspecify.annotations.NullMarked;
