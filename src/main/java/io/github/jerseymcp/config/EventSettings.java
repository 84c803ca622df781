package io.github.jerseymcp.config;

import io.github.jerseymcp.event.SecurityEventListener;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is told what is decided. Immutable; each {@code with} method gives a changed copy. Nothing is
 * checked before the configuration is built.
 */
public final class EventSettings {

  private static final EventSettings DEFAULTS = new EventSettings(List.of());

  private final List<SecurityEventListener> listeners;

  private EventSettings(List<SecurityEventListener> listeners) {
    this.listeners = listeners;
  }

  static EventSettings defaults() {
    return DEFAULTS;
  }

  /** Tells this listener, behind those that were named before. Default: nobody is told. */
  public EventSettings withListener(SecurityEventListener listener) {
    return new EventSettings(Stream.concat(listeners.stream(), Stream.of(listener)).toList());
  }

  List<SecurityEventListener> listeners() {
    return listeners;
  }
}
