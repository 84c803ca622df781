package io.github.jerseymcp.local;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.event.Reports;
import io.github.jerseymcp.mcp.endpoint.LocalDoor;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.rate.TooOftenException;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.request.CallerRules;
import io.github.jerseymcp.request.Verdict;
import io.github.jerseymcp.request.Verdict.Missing;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.token.TokenWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Makes the requests of one caller, and brings them to the endpoint if its class lets them. */
record LocalRequests(
    McpPrincipal caller,
    LocalDoor door,
    Accounts accounts,
    CallerRates rates,
    TokenWatch watch,
    Reports reports,
    CallerRules rules,
    Demand demand) {

  private static final int UNKNOWN = 401;
  private static final int TOO_OFTEN = 429;
  private static final int NOT_COUNTED = 503;

  /** Takes one message; what is said to it goes to the reply. */
  void post(byte[] message, Map<String, String> fields, LocalReply reply) {
    EndpointRequest request = request(fields, reply);
    if (admits(reply)) {
      try {
        door.post(request, message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Opens the stream of what answers no request. */
  void listen(Map<String, String> fields, LocalReply reply) {
    EndpointRequest request = request(fields, reply);
    if (admits(reply)) {
      door.get(request);
    }
  }

  /** Ends the session. */
  void end(Map<String, String> fields, LocalReply reply) {
    EndpointRequest request = request(fields, reply);
    if (admits(reply)) {
      door.delete(request);
    }
  }

  private EndpointRequest request(Map<String, String> fields, LocalReply reply) {
    MessageTrail trail = MessageTrail.of(reports, door.path(), caller);
    reply.reportTo(trail);
    return new EndpointRequest(
        caller,
        new CallerAccount(accounts, CallerKey.of(caller)),
        rates,
        watch,
        trail,
        new LocalFields(fields),
        reply);
  }

  /** What filters do for requests over HTTP: time, rate, and what the class asks for. */
  private boolean admits(LocalReply reply) {
    TokenLife life = TokenLife.of(caller, watch);
    if (life.isOver() || life.isRevoked()) {
      reply.refuse(
          Reason.INVALID_TOKEN,
          UNKNOWN,
          "The caller may not be served any more",
          Map.of("error", "invalid_token"));
      return false;
    }
    return isInTime(reply) && hasScopes(reply);
  }

  private boolean isInTime(LocalReply reply) {
    try {
      rates.takeRequest(CallerKey.of(caller));
      return true;
    } catch (TooOftenException e) {
      reply.refuse(
          e.isOfCaller() ? Reason.TOO_MANY_REQUESTS : Reason.RATES_UNAVAILABLE,
          e.isOfCaller() ? TOO_OFTEN : NOT_COUNTED,
          "The caller sends requests too often",
          Map.of("retryAfter", e.retryAfter()));
      return false;
    }
  }

  private boolean hasScopes(LocalReply reply) {
    Verdict verdict = rules.judge(caller, demand, List.of());
    if (!verdict.admits()) {
      reply.challenge(
          verdict.missing() == Missing.SCOPES
              ? new InsufficientScopeException(verdict.scopes().toArray(String[]::new))
              : new InsufficientAuthenticationException(
                  verdict.authentication(), verdict.scopes().toArray(String[]::new)));
    }
    return verdict.admits();
  }
}
