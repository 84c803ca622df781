package io.github.jerseymcp.signature;

import java.util.Base64;

/**
 * Reads a structured field (RFC 8941), in the one form in which it is serialised: no white space
 * that need not be there, no zeros in front. So what was read is also what was signed.
 */
final class StructuredText {

  private static final int MOST_DIGITS = 15;

  private final String text;
  private int next;

  StructuredText(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return next == text.length();
  }

  /** What is left to read. */
  String rest() {
    return text.substring(next);
  }

  boolean skip(char c) {
    if (next < text.length() && text.charAt(next) == c) {
      next++;
      return true;
    }
    return false;
  }

  void need(char c) throws InvalidSignatureException {
    if (!skip(c)) {
      throw malformed();
    }
  }

  /** A key of a dictionary or a parameter (section 3.1.2). */
  String key() throws InvalidSignatureException {
    int begin = next;
    while (next < text.length() && isKey(text.charAt(next), next == begin)) {
      next++;
    }
    if (next == begin) {
      throw malformed();
    }
    return text.substring(begin, next);
  }

  private static boolean isKey(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || c == '*'
        || (!first && ((c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'));
  }

  /** A string, with what is escaped in it (section 3.3.3). */
  String string() throws InvalidSignatureException {
    need('"');
    StringBuilder string = new StringBuilder();
    while (!skip('"')) {
      char c = character();
      if (c == '\\') {
        c = character();
        if (c != '"' && c != '\\') {
          throw malformed();
        }
      }
      string.append(c);
    }
    return string.toString();
  }

  private char character() throws InvalidSignatureException {
    char c = isAtEnd() ? 0 : text.charAt(next);
    if (c < ' ' || c > '~') {
      throw malformed();
    }
    next++;
    return c;
  }

  /** An integer that is not negative (section 3.3.1). */
  long integer() throws InvalidSignatureException {
    int begin = next;
    while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
      next++;
    }
    int digits = next - begin;
    if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text.charAt(begin) == '0')) {
      throw malformed();
    }
    return Long.parseLong(text.substring(begin, next));
  }

  /** A byte sequence, padded and with no bit too many (section 3.3.5). */
  byte[] bytes() throws InvalidSignatureException {
    need(':');
    int end = text.indexOf(':', next);
    if (end < 0) {
      throw malformed();
    }
    String encoded = text.substring(next, end);
    next = end + 1;
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      if (Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // As any other that is malformed.
    }
    throw malformed();
  }

  void end() throws InvalidSignatureException {
    if (!isAtEnd()) {
      throw new InvalidSignatureException(
          text.charAt(next) == ',' ? SignatureFault.SEVERAL : SignatureFault.MALFORMED);
    }
  }

  private static InvalidSignatureException malformed() {
    return new InvalidSignatureException(SignatureFault.MALFORMED);
  }
}
