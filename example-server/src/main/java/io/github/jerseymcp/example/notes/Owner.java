package io.github.jerseymcp.example.notes;

/**
 * Whose notes: issuer and subject together, since two issuers may use one subject for two people.
 *
 * @param issuer at most 1000 characters
 * @param subject at most 255 characters, as OpenID Connect Core section 2 limits it
 */
public record Owner(String issuer, String subject) {

  static final int MAX_ISSUER = 1000;
  static final int MAX_SUBJECT = 255;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if one is too long
   */
  public Owner {
    if (issuer.length() > MAX_ISSUER || subject.length() > MAX_SUBJECT) {
      throw new IllegalArgumentException("The issuer or the subject is too long");
    }
  }
}
