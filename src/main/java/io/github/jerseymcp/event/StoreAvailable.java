package io.github.jerseymcp.event;

/**
 * The replay store can tell again whether proofs were used before.
 *
 * @param store the name of the store's class
 */
public record StoreAvailable(String store) implements SecurityEvent {}
