package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.Set;

/**
 * Where the decisions of one application are reported: a refusal to the log and to the listeners,
 * all else to the listeners. Thread-safe.
 */
public final class Reports {

  private final SecurityEvents events;
  private final RefusalLog log;
  private final RequestTrail none;

  /** Reports to these. */
  public Reports(SecurityEvents events) {
    this.events = events;
    this.log = new RefusalLog(events.ticker());
    this.none = RequestTrail.none(this);
  }

  /** Tells the listeners. */
  public SecurityEvents events() {
    return events;
  }

  /** Whether anybody listens. */
  public boolean isHeard() {
    return events.isHeard();
  }

  /** The trail of a request that begins now. */
  public RequestTrail begin() {
    return events.isHeard() ? RequestTrail.begin(this, events.ticker().nanos()) : none;
  }

  /** The trail of a request whose beginning nobody saw. */
  public RequestTrail none() {
    return none;
  }

  /** Reports that a request was let in; to be called only if anybody listens. */
  public void accepted(Occasion occasion, Caller caller, Set<String> needed) {
    events.tell(
        new RequestAccepted(
            occasion.resource(),
            occasion.operation(),
            Optional.of(caller),
            needed,
            occasion.correlationId(),
            occasion.trail().nanos(events.ticker().nanos())));
  }

  /** Reports that a request, or a message of it, was refused. */
  public void refused(Occasion occasion, Grounds grounds, int status, Wording wording) {
    log.refused(occasion, grounds, status, wording);
    if (events.isHeard()) {
      events.tell(
          new RequestRefused(
              grounds.cause(),
              status,
              occasion.resource(),
              occasion.operation(),
              grounds.issuer(),
              grounds.caller(),
              grounds.needed(),
              occasion.correlationId(),
              occasion.trail().nanos(events.ticker().nanos())));
    }
  }
}
