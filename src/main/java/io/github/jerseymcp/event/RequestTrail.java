package io.github.jerseymcp.event;

import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one request for the events about it. Where nobody listens, all requests
 * share one that remembers nothing. To be used by one thread at a time.
 */
public final class RequestTrail {

  private final Reports reports;
  private final boolean seen;
  private final long begun;
  private @Nullable String id;
  private @Nullable Operation operation;

  private RequestTrail(Reports reports, boolean seen, long begun) {
    this.reports = reports;
    this.seen = seen;
    this.begun = begun;
  }

  /** The trail of a request that begins now. */
  static RequestTrail begin(Reports reports, long now) {
    return new RequestTrail(reports, true, now);
  }

  /** A trail that remembers nothing. */
  static RequestTrail none(Reports reports) {
    return new RequestTrail(reports, false, 0);
  }

  /** Where the decisions about the request are reported. */
  public Reports reports() {
    return reports;
  }

  /** Remembers what an MCP message of the request asks for. */
  public void operating(Operation asked) {
    if (seen) {
      operation = asked;
    }
  }

  /** What a message of the request asks for, or else what the request does. */
  public Operation operation(String verb) {
    Operation asked = operation;
    return asked == null ? Operation.ofHttp(verb) : asked;
  }

  /** The correlation id, the same each time. */
  String id(@Nullable MultivaluedMap<String, String> headers) {
    if (id != null) {
      return id;
    }
    String found = headers == null ? CorrelationId.create() : CorrelationId.of(headers);
    if (seen) {
      id = found;
    }
    return found;
  }

  /** How long the request has been under way; 0 if that is not known. */
  long nanos(long now) {
    return seen ? now - begun : 0;
  }
}
