package io.github.jerseymcp.event;

/**
 * The keys of an issuer were fetched.
 *
 * @param issuer the issuer, as it is configured
 * @param keys how many there are
 * @param nanos how long it took, in nanoseconds
 */
public record KeysFetched(String issuer, int keys, long nanos) implements SecurityEvent {}
