package io.github.jerseymcp.token;

/** An issuer that somebody gave, with its keys and what decides about its tokens. Thread-safe. */
public final class LiveIssuer {

  private static final int SETTINGS_WEIGHT = 4096;

  /** What a document with keys takes once it is read, for each of its bytes. */
  private static final int OF_DOCUMENT = 4;

  private final TrustedIssuer issuer;
  private final IssuerVerifier verifier;
  private final IssuerKeys keys;

  LiveIssuer(TrustedIssuer issuer, IssuerVerifier verifier, IssuerKeys keys) {
    this.issuer = issuer;
    this.verifier = verifier;
    this.keys = keys;
  }

  /** What holds for it. */
  public TrustedIssuer issuer() {
    return issuer;
  }

  /** About how many bytes it takes at this moment. */
  public int weight() {
    return (int) Math.min(1 << 30, SETTINGS_WEIGHT + (long) OF_DOCUMENT * keys.documentBytes());
  }

  IssuerVerifier verifier() {
    return verifier;
  }

  IssuerKeys keys() {
    return keys;
  }
}
