package io.github.jerseymcp.signature;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/** What is wrong with the signature of a request that is refused, and how to mend it. */
public enum SignatureFault implements Cause {
  /** A field is missing. */
  MISSING("The request is not signed: it needs Signature-Input and Signature (RFC 9421)"),
  /** There are several signatures. */
  SEVERAL("The request has several signatures; send one, in one field Signature-Input"),
  /** A field is longer than the limit. */
  TOO_LONG("Signature-Input is longer than 4096 characters, or Signature than 256"),
  /** Not in the form that a structured field is written in. */
  MALFORMED("Signature-Input or Signature is no structured field in its one written form"),
  /** A parameter is missing, unknown or of another type. */
  PARAMETERS("The signature needs created, expires, nonce, keyid and tag=\"mcp\", each once"),
  /** What must be signed is not, or something is signed that is not there. */
  COMPONENTS(
      "The signature must cover @method, @target-uri, content-digest and, where they are sent,"
          + " the credentials and mcp-session-id; none twice, and none that is not sent"),
  /** Nobody has that key. */
  KEY("The keyid of the signature names no configured key; see signatures.required"),
  /** Another algorithm than that of the key. */
  ALGORITHM("The alg of the signature is not that of its key"),
  /** Over, not begun, or too long. */
  TIME("The signature is over, lies ahead, or lives for too long; check the clocks"),
  /** The signature does not verify. */
  SIGNATURE(
      "The signature does not verify: another key, or a request that was changed on its way; behind"
          + " a proxy, check that the public origin is configured"),
  /** The key is that of another client. */
  CLIENT(
      "The key of the signature belongs to another client than the token; sign with a key of the"
          + " client itself, or see SignatureKey.ofClient"),
  /** The body is not the one whose digest is signed. */
  DIGEST("Content-Digest is not the SHA-256 of the body, written as sha-256=:...: (RFC 9530)"),
  /** The signature was used before. */
  REPLAYED("The signature was used before; sign each request, also a repeated one");

  private final String code = "signature." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  SignatureFault(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return this == REPLAYED ? Stage.REPLAY : Stage.SENDER;
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
