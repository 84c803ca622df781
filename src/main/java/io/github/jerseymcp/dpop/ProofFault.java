package io.github.jerseymcp.dpop;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/**
 * What is wrong with a proof that is refused, each with its error code and a sentence that says how
 * to fix it.
 */
public enum ProofFault implements Cause {
  /** There is no {@code DPoP} header field. */
  MISSING("The request has no DPoP header field; send a proof with every request"),
  /** There are several {@code DPoP} header fields. */
  SEVERAL("The request has several DPoP header fields; send exactly one"),
  /** Longer than the limit. */
  TOO_LONG("The proof is longer than the limit; have the client put less into it"),
  /** Not a compact JWS of strict JSON, or with a header that is not supported. */
  MALFORMED("The proof is no signed JWT in compact form"),
  /** The {@code typ} is not {@code dpop+jwt}. */
  TYPE("The type of the proof is not dpop+jwt"),
  /** The {@code alg} is not on the list. */
  ALGORITHM("The proof is signed with an algorithm that is not accepted; see algs"),
  /** The {@code jwk} is no public key, is unfit for the algorithm, or is too weak. */
  KEY("The jwk of the proof is no acceptable public key for its algorithm"),
  /** A claim is missing, of the wrong type or too long. */
  CLAIMS("A claim of the proof is missing or malformed: jti, htm, htu, iat and ath are needed"),
  /** The key is not the one that the token is bound to. */
  KEY_MISMATCH("invalid_token", "The access token is bound to another key than the proof's"),
  /** The {@code ath} is not the hash of the token. */
  TOKEN_HASH("The ath of the proof is not the hash of the access token"),
  /** The {@code htm} is not the method of the request. */
  METHOD("The htm of the proof is not the method of this request"),
  /** The {@code htu} is not the address of the request. */
  TARGET("The htu of the proof is not the public address of this request"),
  /** Made too long ago, or in the future. */
  TIME("The iat of the proof is too far from the time of this server; check the clocks"),
  /** The signature does not verify. */
  SIGNATURE("The signature of the proof does not verify with its jwk"),
  /** The proof has no nonce, or not a current one of this server. */
  NONCE("use_dpop_nonce", "The proof must carry the nonce of the DPoP-Nonce header field"),
  /** The proof was used before. */
  REPLAYED("The proof was used before; make a new one for every request");

  private final String code = "proof." + name().toLowerCase(Locale.ROOT);
  private final String error;
  private final String sentence;

  ProofFault(String sentence) {
    this("invalid_dpop_proof", sentence);
  }

  ProofFault(String error, String sentence) {
    this.error = error;
    this.sentence = sentence;
  }

  /** The error code of the challenge. */
  public String error() {
    return error;
  }

  @Override
  public Stage stage() {
    return this == REPLAYED ? Stage.REPLAY : Stage.SENDER;
  }

  @Override
  public String code() {
    return code;
  }

  /** What is wrong and how to fix it: a constant, fit for a header and a log. */
  @Override
  public String sentence() {
    return sentence;
  }
}
