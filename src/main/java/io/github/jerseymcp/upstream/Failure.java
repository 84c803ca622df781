package io.github.jerseymcp.upstream;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.token.RefusedGrantException;

/**
 * Why there is no token.
 *
 * @param isOfAll whether it would be the same for every caller, so that asking is given a rest
 */
record Failure(UpstreamFault fault, boolean isOfAll) {

  static Failure of(AuthorizationFailedException failed) {
    if (failed instanceof RefusedGrantException refused) {
      return of(refused);
    }
    if (failed instanceof Exchange.NarrowerTokenException) {
      return new Failure(UpstreamFault.SCOPE_REFUSED, false);
    }
    return switch (failed.fault()) {
      case BAD_TOKEN_RESPONSE -> new Failure(UpstreamFault.BAD_ANSWER, false);
      case NO_REGISTRATION, NOT_OFFERED -> new Failure(UpstreamFault.SERVER_REFUSED, true);
      default -> new Failure(UpstreamFault.OUT_OF_REACH, true);
    };
  }

  /** A code that a caller's token may lead to gives nobody else's exchanges a rest. */
  private static Failure of(RefusedGrantException refused) {
    if (refused.meansConsent()) {
      return new Failure(UpstreamFault.INTERACTION_REQUIRED, false);
    }
    return switch (refused.code()) {
      case "interaction_required",
          "login_required",
          "consent_required",
          "insufficient_user_authentication" ->
          new Failure(UpstreamFault.INTERACTION_REQUIRED, false);
      case "insufficient_scope", "invalid_scope" -> new Failure(UpstreamFault.SCOPE_REFUSED, false);
      case "invalid_client", "unsupported_grant_type" ->
          new Failure(UpstreamFault.SERVER_REFUSED, true);
      case "unauthorized_client", "invalid_target" ->
          new Failure(UpstreamFault.SERVER_REFUSED, false);
      case "temporarily_unavailable" -> new Failure(UpstreamFault.OUT_OF_REACH, true);
      default -> new Failure(UpstreamFault.CALLER_REFUSED, false);
    };
  }
}
