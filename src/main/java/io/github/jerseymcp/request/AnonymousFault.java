package io.github.jerseymcp.request;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;

/** Why a request without credentials is not looked at where operations are open to anybody. */
enum AnonymousFault implements Cause {
  /** Such requests hold all that their network, or all of them together, may. */
  AT_LIMIT;

  @Override
  public Stage stage() {
    return Stage.LIMITS;
  }

  @Override
  public String code() {
    return "request.anonymous_at_limit";
  }

  @Override
  public String sentence() {
    return "Requests without a token for what is open to anybody are at their limit, of a network or"
        + " in all: a client that signs in is served; raise anonymous.withLimits if they are wanted";
  }
}
