package io.github.jerseymcp.event;

/**
 * The keys of an issuer could not be fetched. Keys that were fetched before may go on verifying.
 *
 * @param issuer the issuer, as it is configured
 * @param nanos how long the attempt took, in nanoseconds
 */
public record KeysUnavailable(String issuer, long nanos) implements SecurityEvent {}
