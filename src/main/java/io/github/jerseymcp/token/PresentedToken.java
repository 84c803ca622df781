package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.TokenHash;
import org.jspecify.annotations.Nullable;

/**
 * A token as a request carries it: the end of a header field. It is hashed once, and copied out of
 * the field only if somebody needs it. {@link #toString} shows nothing. For one thread.
 */
public final class PresentedToken {

  private final String field;
  private final int start;
  private final boolean ascii;
  private @Nullable TokenHash hash;

  private PresentedToken(String field, int start, boolean ascii) {
    this.field = field;
    this.start = start;
    this.ascii = ascii;
  }

  /** A token alone. */
  public static PresentedToken of(String token) {
    return new PresentedToken(token, 0, false);
  }

  /**
   * The token that begins somewhere in a header field and is the rest of it.
   *
   * @param field a field in which the token was found to be a token68 (RFC 9110 section 11.2), so
   *     that its characters need not be looked at again
   * @param start where it begins
   */
  public static PresentedToken endOf(String field, int start) {
    return new PresentedToken(field, start, true);
  }

  /** The token. */
  public String text() {
    return field.substring(start);
  }

  int length() {
    return field.length() - start;
  }

  /**
   * Whether it is no JWT by its shape: three parts of base64url with two dots between them. With a
   * header it is one whatever else is in it: some issuers read a signature with padding, or of
   * another alphabet, and whoever adds such a character must not escape what is checked here.
   */
  boolean isOpaque() {
    int dots = 0;
    boolean otherCharacters = false;
    for (int i = start; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '.') {
        dots++;
      } else if (!isBase64Url(c)) {
        otherCharacters = true;
      }
    }
    return dots != 2 || (otherCharacters && !hasHeader());
  }

  /** Whether it begins as an object of JSON does in base64. */
  private boolean hasHeader() {
    return field.startsWith("ey", start) || field.startsWith("ew", start);
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * Its SHA-256.
   *
   * @throws MalformedJoseException if a character is not ASCII
   */
  public TokenHash hash() throws MalformedJoseException {
    TokenHash known = hash;
    if (known == null) {
      known = ascii ? TokenHash.ofAscii(field, start) : TokenHash.of(field, start);
      hash = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "PresentedToken[redacted]";
  }
}
