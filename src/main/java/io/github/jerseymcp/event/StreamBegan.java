package io.github.jerseymcp.event;

/** A stream is about to open. {@link StreamEnded} with an equal stream follows, once. */
public record StreamBegan(ObservedStream stream) implements SecurityEvent {}
