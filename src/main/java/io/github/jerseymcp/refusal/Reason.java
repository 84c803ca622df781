package io.github.jerseymcp.refusal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused: the status, the error code and the sentence that the caller reads.
 *
 * <p>The sentences are constants, so that nothing of a token, a library or an exception can leave
 * the process in one. {@code docs/refusals.md} explains each and how to fix it.
 */
public enum Reason {
  /** The Host header names no host of this server. */
  HOST_NOT_ALLOWED(421, null, "This server does not answer for the host in the Host header"),
  /** The Origin header names a site that may not call this server from a browser. */
  ORIGIN_NOT_ALLOWED(403, null, "The Origin of this request is not allowed to call this server"),
  /** The header fields together are larger, or more, than the limit. */
  HEADERS_TOO_LARGE(431, null, "The header fields of this request are too large"),
  /** The body is larger than the limit. */
  BODY_TOO_LARGE(413, null, "The body of this request is too large"),
  /** The body did not come within its time. */
  BODY_TOO_SLOW(408, null, "The body of this request did not come in time"),
  /** The caller has too many bodies under way, or they hold too much memory. */
  TOO_MANY_BODIES(429, null, "The caller sends too many request bodies at once"),
  /** All callers together have. */
  BODIES_AT_LIMIT(503, null, "The server is at its limit of request bodies"),
  /** The request cannot be framed: a Content-Length that is no single number, say. */
  MALFORMED_REQUEST(400, null, "The header fields of this request contradict each other"),
  /** There are no credentials that this server reads. */
  NO_CREDENTIALS(401, null, "An access token is needed"),
  /** The Authorization header cannot be read, or there are several. */
  MALFORMED_CREDENTIALS(
      400, "invalid_request", "The request must carry exactly one well-formed access token"),
  /** The token is not valid here. */
  INVALID_TOKEN(
      401, "invalid_token", "The access token is invalid, expired or not for this resource"),
  /** The token is bound to a key or certificate, and the request does not come from its holder. */
  INVALID_SENDER(
      401, "invalid_token", "The access token is not bound to the sender of this request"),
  /** The token is not bound, and this resource accepts bound ones only. */
  UNBOUND_TOKEN(401, "invalid_token", "This resource needs an access token bound to its sender"),
  /** The DPoP proof is missing, repeated or does not hold for this request. */
  INVALID_PROOF(
      401, "invalid_dpop_proof", "The DPoP proof is missing or does not hold for this request"),
  /** The DPoP proof was used before. */
  PROOF_REPLAYED(401, "invalid_dpop_proof", "The DPoP proof was used before"),
  /** The DPoP proof lacks the nonce that this server demands. */
  NONCE_NEEDED(401, "use_dpop_nonce", "The DPoP proof needs the nonce of this server"),
  /** The replay store is out of reach or full, so the proof could not be claimed. */
  REPLAY_STORE_UNAVAILABLE(503, null, "The DPoP proof cannot be checked at the moment"),
  /** The caller has as many live proofs remembered as one caller may. */
  TOO_MANY_PROOFS(429, null, "This caller uses more DPoP proofs than one caller may"),
  /** The application does not know the caller, or does not want it. */
  CALLER_DENIED(401, "invalid_token", null),
  /** The token is valid, but scopes of this operation are missing. */
  INSUFFICIENT_SCOPE(
      403, "insufficient_scope", "The access token lacks a scope that this operation needs"),
  /** Access is denied, and no other token would help. */
  FORBIDDEN(403, null, "Access is denied"),
  /** The application or its container lacks something, which the log says. */
  NOT_SET_UP(500, null, "This server is not set up to answer this request"),
  /** The keys of the issuer are out of reach, so the token could not be checked. */
  KEYS_UNAVAILABLE(503, null, "The access token cannot be checked at the moment");

  private final int status;
  private final Optional<String> error;
  private final Optional<String> description;

  Reason(int status, @Nullable String error, @Nullable String description) {
    this.status = status;
    this.error = Optional.ofNullable(error);
    this.description = Optional.ofNullable(description);
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
}
