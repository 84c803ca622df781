package io.github.jerseymcp.logout;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/** Why nobody was signed out: 400, whatever it is (OpenID Connect Back-Channel Logout 1.0, 2.8). */
enum LogoutFault implements Cause {
  /** The body is no form with one logout token, or too large, or too slow. */
  FORM(
      "The body was no form with exactly one logout_token, or was too large or too slow: have the"
          + " authorization server POST application/x-www-form-urlencoded, or raise"
          + " logout.withMaximumBodyBytes and logout.withBodyTimeout"),
  /** No signed JWT, or one of another type. */
  MALFORMED(
      "The logout token was no signed JWT of the type logout+jwt, JWT or none: have the"
          + " authorization server send what OpenID Connect Back-Channel Logout 1.0 asks for"),
  /** Of an issuer whose word does not count. */
  ISSUER("The logout token was of an issuer that is not named in logout.withClients, or of none"),
  /** For another client. */
  AUDIENCE(
      "The logout token was for another client than those that logout.withClients names for its"
          + " issuer"),
  /** Old, of the future, or good for too long. */
  TIME(
      "The logout token had expired, was of the future, or was good for too long: check the clocks,"
          + " or raise logout.withMaximumLifetime"),
  /** A claim is missing, wrong, or must not be there. */
  CLAIMS(
      "A claim of the logout token was missing or wrong, or must not be there: events, sub or sid,"
          + " jti, iat, exp, and no nonce"),
  /** Not signed by its issuer. */
  SIGNATURE(
      "The logout token was not signed by its issuer with one of its keys and algorithms: somebody"
          + " tries, or the issuer has keys that it does not publish"),
  /** Used before. */
  REPLAYED("The logout token was used before"),
  /** Nobody could tell, or remember it. */
  UNAVAILABLE(
      "The logout token could not be checked, or not be put into effect everywhere: check the keys"
          + " of its issuer, the store of used tokens, and the room and the store of revocations"),
  /** Too many at once. */
  AT_LIMIT(
      "More requests for a logout came at once, of one network or of all, than are looked at: raise"
          + " logout.withRequestsOfNetwork if they are an authorization server's");

  private final String code = "logout." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  LogoutFault(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return this == AT_LIMIT ? Stage.LIMITS : Stage.TOKEN;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return sentence;
  }

  /** Whether it may go well another time. */
  boolean isPassing() {
    return this == UNAVAILABLE || this == AT_LIMIT;
  }
}
