package io.github.jerseymcp.event;

/** A session begins. {@link SessionEnded} with an equal session follows, once. */
public record SessionBegan(ObservedSession session) implements SecurityEvent {}
