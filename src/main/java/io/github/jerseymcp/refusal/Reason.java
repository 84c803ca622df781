package io.github.jerseymcp.refusal;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused: the status, the error code and the sentence that the caller reads. Most
 * are the {@link Cause} as well, and some stand for several, which have enums of their own.
 *
 * <p>The sentences are constants, so that nothing of a token, a library or an exception can leave
 * the process in one. {@code docs/refusals.md} explains each and how to fix it.
 */
public enum Reason implements Cause {
  /** The Host header names no host of this server. */
  HOST_NOT_ALLOWED(421, "This server does not answer for the host in the Host header", Stage.EDGE),
  /** The Origin header names a site that may not call this server from a browser. */
  ORIGIN_NOT_ALLOWED(
      403, "The Origin of this request is not allowed to call this server", Stage.EDGE),
  /** The header fields together are larger, or more, than the limit. */
  HEADERS_TOO_LARGE(431, "The header fields of this request are too large", Stage.EDGE),
  /** The body is larger than the limit. */
  BODY_TOO_LARGE(413, "The body of this request is too large", Stage.EDGE),
  /** The body did not come within its time. */
  BODY_TOO_SLOW(
      408,
      "The body of this request did not come in time",
      Stage.EDGE,
      "The body did not come in time: send it faster, or in parts, or raise edge.withBodyTimeout"),
  /** The caller has too many bodies under way, or they hold too much memory. */
  TOO_MANY_BODIES(
      429,
      "The caller sends too many request bodies at once",
      Stage.LIMITS,
      "The caller sends more bodies at once, or larger ones, than one caller may: have it wait, or"
          + " raise limit-bodies and limit-request-bytes"),
  /** All callers together have. */
  BODIES_AT_LIMIT(
      503,
      "The server is at its limit of request bodies",
      Stage.LIMITS,
      "All callers together send more bodies, or larger ones, than this server takes: give it"
          + " more threads and memory, and raise limit-bodies and limit-request-bytes"),
  /** The request cannot be framed: a Content-Length that is no single number, say. */
  MALFORMED_REQUEST(400, "The header fields of this request contradict each other", Stage.EDGE),
  /** There are no credentials that this server reads. */
  NO_CREDENTIALS(
      401,
      "An access token is needed",
      Stage.CREDENTIALS,
      "There was no access token in the Authorization header: a client begins so; if it never comes"
          + " further, look whether a proxy takes the header away, or its scheme is another"),
  /** The Authorization header cannot be read, or there are several. */
  MALFORMED_CREDENTIALS(
      400,
      "invalid_request",
      "The request must carry exactly one well-formed access token",
      Stage.CREDENTIALS,
      "The Authorization header was there twice or held no well-formed token, or a form held a"
          + " second token: have the client send one token in one place"),
  /** The token is not valid here. */
  INVALID_TOKEN(
      401,
      "invalid_token",
      "The access token is invalid, expired or not for this resource",
      Stage.TOKEN,
      "The token is not valid here"),
  /** The token is bound to a key or certificate, and the request does not come from its holder. */
  INVALID_SENDER(
      401,
      "invalid_token",
      "The access token is not bound to the sender of this request",
      Stage.SENDER,
      "The token is not bound to the sender"),
  /** The token is not bound, and this resource accepts bound ones only. */
  UNBOUND_TOKEN(
      401,
      "invalid_token",
      "This resource needs an access token bound to its sender",
      Stage.SENDER,
      "The token is not bound, which this resource requires"),
  /** The DPoP proof is missing, repeated or does not hold for this request. */
  INVALID_PROOF(
      401,
      "invalid_dpop_proof",
      "The DPoP proof is missing or does not hold for this request",
      Stage.SENDER,
      "The proof does not hold for the request"),
  /** The DPoP proof was used before. */
  PROOF_REPLAYED(
      401,
      "invalid_dpop_proof",
      "The DPoP proof was used before",
      Stage.REPLAY,
      "The proof was used before"),
  /** The request must be signed, and is not, or its signature does not hold. */
  INVALID_SIGNATURE(
      403, "The signature of this request is missing or does not hold for it", Stage.SENDER),
  /** The DPoP proof lacks the nonce that this server demands. */
  NONCE_NEEDED(
      401,
      "use_dpop_nonce",
      "The DPoP proof needs the nonce of this server",
      Stage.SENDER,
      "The proof lacks the nonce"),
  /** The replay store is out of reach or full, so the proof or signature could not be claimed. */
  REPLAY_STORE_UNAVAILABLE(
      503,
      "The proof of this request cannot be checked at the moment",
      Stage.REPLAY,
      "The replay store cannot tell whether a proof is new: check its server, and that it has room"),
  /** The caller has as many live proofs remembered as one caller may. */
  TOO_MANY_PROOFS(
      429,
      "This caller uses more proofs than one caller may",
      Stage.LIMITS,
      "Too many live proofs: have it send less, or raise dpop.withProofsOfCaller and the store"),
  /** The caller sends requests more often than one caller may. */
  TOO_MANY_REQUESTS(
      429,
      "This caller sends more requests than one caller may",
      Stage.LIMITS,
      "The caller sends too many requests: have it wait, or raise rates.withRequestsOfCaller"),
  /** The requests of callers cannot be counted at the moment. */
  RATES_UNAVAILABLE(
      503,
      "The requests of this caller cannot be counted at the moment",
      Stage.LIMITS,
      "The rate limiter could not count it: check its server, or let callers pass meanwhile"),
  /** Too many authentications failed that came from the network of this one, which failed too. */
  TOO_MANY_FAILURES(
      429,
      "Too many failed authentications came from this network",
      Stage.LIMITS,
      "Many tokens or proofs from one network were forged or malformed: somebody guesses, or a"
          + " client behind that address is broken; good tokens from there are served"),
  /** The application does not know the caller, or does not want it. */
  CALLER_DENIED(
      401,
      "invalid_token",
      null,
      Stage.MAPPER,
      "The PrincipalMapper of the application does not know the caller, or failed"),
  /** The token is valid, but scopes of this operation are missing. */
  INSUFFICIENT_SCOPE(
      403,
      "insufficient_scope",
      "The access token lacks a scope that this operation needs",
      Stage.SCOPES,
      "The token lacks scopes: have the client ask for them, and the issuer grant them to it"),
  /** The token is valid, but its user must sign in again: in another way, or more recently. */
  INSUFFICIENT_AUTHENTICATION(
      401,
      "insufficient_user_authentication",
      "This operation needs another, or a more recent, authentication of the user",
      Stage.AUTHENTICATION,
      "The token does not say that its user signed in as needed: have the client pass acr_values and"
          + " max_age on, and the authorization server write acr and auth_time into access tokens"),
  /** Access is denied, and no other token would help. */
  FORBIDDEN(
      403,
      "Access is denied",
      Stage.SERVER,
      "A method was reached by a way that does not protect it: put @McpProtected, with dpop and"
          + " issuers, on the class of its locator"),
  /** The application or its container lacks something, which the log says. */
  NOT_SET_UP(
      500,
      "This server is not set up to answer this request",
      Stage.SERVER,
      "The application or its container lacks something: an earlier line at ERROR says what"),
  /** The keys of the issuer are out of reach, so the token could not be checked. */
  KEYS_UNAVAILABLE(
      503,
      "The access token cannot be checked at the moment",
      Stage.TOKEN,
      "The keys of the issuer cannot be had: check that this server reaches its metadata and keys"),
  /** What other nodes have revoked cannot be read, so the token could not be checked. */
  REVOCATIONS_UNAVAILABLE(503, "The log of revoked tokens is out of reach for now", Stage.TOKEN),
  /** Nobody can tell what the token says, so it could not be checked. */
  INTROSPECTION_UNAVAILABLE(
      503,
      "The access token cannot be checked at the moment",
      Stage.TOKEN,
      "Nobody could tell what the token says: check that this server reaches the introspection"
          + " endpoint, and may ask there, or raise withMaximumWaiting and withMaximumConcurrent"),
  /** The issuer resolver cannot tell whether the issuer of the token is trusted. */
  ISSUER_UNRESOLVED(
      503,
      "The access token cannot be checked at the moment",
      Stage.TOKEN,
      "The issuer resolver could not tell whose token it is: an earlier line at WARN says why");

  private final String code = "request." + name().toLowerCase(Locale.ROOT);
  private final int status;
  private final Optional<String> error;
  private final Optional<String> description;
  private final Stage stage;
  private final String sentence;

  Reason(int status, String description, Stage stage) {
    this(status, description, stage, description);
  }

  Reason(int status, String description, Stage stage, String sentence) {
    this(status, null, description, stage, sentence);
  }

  Reason(int status, @Nullable String error, @Nullable String text, Stage stage, String sentence) {
    this.status = status;
    this.error = Optional.ofNullable(error);
    this.description = Optional.ofNullable(text);
    this.stage = stage;
    this.sentence = sentence;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The error code of the challenge, absent where the challenge carries none. */
  public Optional<String> error() {
    return error;
  }

  /** The sentence for the caller, absent where saying why would tell too much. */
  public Optional<String> description() {
    return description;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
