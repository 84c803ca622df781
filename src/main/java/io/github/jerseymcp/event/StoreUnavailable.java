package io.github.jerseymcp.event;

/**
 * The replay store could not tell whether a proof was used before, and could before. Until {@link
 * StoreAvailable} requests with a proof are refused, each with an event of its own.
 *
 * @param store the name of the store's class
 */
public record StoreUnavailable(String store) implements SecurityEvent {}
