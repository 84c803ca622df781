package io.github.jerseymcp.request;

import io.github.jerseymcp.edge.EdgeFault;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;

/** What the caller of a request is told that the edge refuses. */
public final class EdgeRefusal {

  private EdgeRefusal() {}

  /** The refusal; it has no challenge, since no token would change it. */
  public static Refusal of(EdgeFault fault) {
    return Refusal.withoutChallenge(
        switch (fault) {
          case HOST_NOT_ALLOWED -> Reason.HOST_NOT_ALLOWED;
          case ORIGIN_NOT_ALLOWED -> Reason.ORIGIN_NOT_ALLOWED;
          case BODY_TOO_LARGE -> Reason.BODY_TOO_LARGE;
          case HEADERS_TOO_LARGE -> Reason.HEADERS_TOO_LARGE;
          case MALFORMED_CONTENT_LENGTH -> Reason.MALFORMED_REQUEST;
        });
  }
}
