package io.github.jerseymcp.event;

/**
 * A call begins: its message was read, and its caller may use the operation. {@link CallEnded} with
 * an equal call follows, once.
 */
public record CallBegan(ObservedCall call) implements SecurityEvent {}
