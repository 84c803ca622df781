package io.github.jerseymcp.event;

/**
 * Is told of each event of one application.
 *
 * <p>Threads: it is called on the thread that decides, which is mostly one of the container. Many
 * threads call it at once, so it must be thread-safe.
 *
 * <p>Time: requests wait for it, so it must not wait. Anybody can cause refusals, as often as they
 * like.
 *
 * <p>Failure: what it throws is caught, and logged once a minute; the decision stands.
 */
@FunctionalInterface
public interface SecurityEventListener {

  /** Takes one event. */
  void on(SecurityEvent event);

  /**
   * Is around the handler of a call: asked on the thread that runs it, right before, and what it
   * gives is closed on that thread once the handler has returned. So a span can be current there.
   * The call may have ended by then. What a handler goes on with elsewhere is outside. The same
   * rules hold as for events.
   */
  default CallScope around(ObservedCall call) {
    return CallScope.NONE;
  }

  /**
   * Whether it wants events at present. Asked at each request and before each event, so it must
   * cost next to nothing. What it says may be outdated: it may be told of an event all the same.
   */
  default boolean isListening() {
    return true;
  }
}
