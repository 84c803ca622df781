package io.github.jerseymcp.client.event;

/**
 * Is told of each event of an authorization; one may listen to many.
 *
 * <p>Threads: it is called on the thread that does the step, and for a limit on one that reads an
 * answer. Several call it at once, so it must be thread-safe.
 *
 * <p>Time: requests wait for it, so it must not wait. A server can cause refusals and limits as
 * often as it is asked.
 *
 * <p>Failure: what it throws is caught, and logged once a minute; the step stands.
 */
@FunctionalInterface
public interface ClientEventListener {

  /** Takes one event. */
  void on(ClientEvent event);
}
