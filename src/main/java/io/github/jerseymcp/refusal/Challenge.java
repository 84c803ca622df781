package io.github.jerseymcp.refusal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One authentication challenge of a {@code WWW-Authenticate} header: a scheme and its parameters in
 * the order they are written.
 *
 * <p>Every value is quoted. A value that could break out of its quotes, or out of the header, is
 * refused here, so no later step needs to escape (RFC 6750 section 3, RFC 9110 section 11.2).
 *
 * @param scheme {@code Bearer} or {@code DPoP}
 * @param parameters at least one; clients in use cannot parse a bare scheme
 */
public record Challenge(String scheme, Map<String, String> parameters) {

  /**
   * Checks that the challenge can be written as it is.
   *
   * @throws IllegalArgumentException if there is no parameter, or a value holds a quote, a
   *     backslash or a character outside printable ASCII
   */
  public Challenge {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("A challenge needs a parameter");
    }
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      if (!isQuotable(parameter.getValue())) {
        throw new IllegalArgumentException(
            "Not a value for a header parameter: " + parameter.getKey());
      }
    }
  }

  /** Tells whether a text may stand in a quoted parameter as it is. */
  public static boolean isQuotable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** The challenge as one header field value. */
  public String headerValue() {
    StringBuilder header = new StringBuilder(320).append(scheme);
    char separator = ' ';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      header.append(separator);
      if (separator == ',') {
        header.append(' ');
      }
      header.append(parameter.getKey()).append("=\"").append(parameter.getValue()).append('"');
      separator = ',';
    }
    return header.toString();
  }
}
