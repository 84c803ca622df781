package io.github.jerseymcp.token;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/**
 * What is wrong with a token that is refused, each with a sentence for the operator that says how
 * to fix it.
 */
public enum TokenFault implements Cause {
  /** Longer than the limit. */
  TOO_LONG(
      "The token is longer than the limit; have the issuer put less into it, or raise"
          + " tokens.withMaximumLength"),
  /** Not a compact JWS of strict JSON, or with a header that is not supported. */
  MALFORMED(
      "The token is no signed JWT in compact form; have the authorization server issue JWT"
          + " access tokens for this resource, neither opaque nor encrypted, or configure"
          + " introspection for its issuer with withIntrospection"),
  /** Whoever was asked about the token says that it is not active, or does not know it. */
  INACTIVE(
      "The token is not active, says the issuer's introspection endpoint or the application's"
          + " verifier: it has expired, was revoked, or is not of this issuer, or this server may"
          + " not ask about it; have the client obtain a new one"),
  /** The {@code typ} is not that of an access token. */
  TYPE(
      "The token's type is not that of an access token; have the client send its access token"
          + " rather than an ID token, or allow the type that this issuer uses"),
  /** The {@code iss} is not one of the trusted issuers of this resource. */
  UNKNOWN_ISSUER(
      "The token's issuer is not trusted by this resource; configure the issuer exactly as the"
          + " token spells it, with or without a trailing slash"),
  /** The {@code alg} is not on the issuer's list. */
  ALGORITHM(
      "The token is signed with an algorithm that is not allowed; have the issuer sign with an"
          + " allowed one, or allow it for this issuer"),
  /** None of the issuer's keys fits the token. */
  UNKNOWN_KEY(
      "No key of the issuer fits the token; check that the issuer publishes the key it signs"
          + " with, under the key identifier that the token names"),
  /** The signature does not verify. */
  SIGNATURE(
      "The token's signature does not verify with the issuer's key; somebody forged the token, or"
          + " the issuer publishes another key under the same identifier"),
  /** The token has expired. */
  EXPIRED("The token has expired; have the client obtain a new one, and check the clocks"),
  /** The token is valid, or was issued, only in the future. */
  NOT_YET_VALID(
      "The token is not valid yet; check the clocks of issuer and server, or raise"
          + " tokens.withClockLeeway"),
  /** The token lives longer than the configured limit. */
  LIFETIME(
      "The token lives longer than this server allows; shorten its life at the issuer, or raise"
          + " tokens.withMaximumLifetime"),
  /** The audience does not contain this resource. */
  AUDIENCE(
      "The token is not meant for this resource; have the client send the resource parameter, or"
          + " configure an audience mapper at the issuer, or list the issuer's audience for this"
          + " server as an extra audience"),
  /** A claim is missing or of the wrong type. */
  CLAIMS(
      "A claim of the token is missing or of the wrong type; have the issuer mint the required"
          + " claims, or relax the required claims of this issuer"),
  /** The application has revoked the token. */
  REVOKED("The token is revoked; have the client obtain a new one");

  private final String code = "token." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  TokenFault(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return Stage.TOKEN;
  }

  @Override
  public String code() {
    return code;
  }

  /** What is wrong and how to fix it: a constant, fit for a log. */
  @Override
  public String sentence() {
    return sentence;
  }
}
