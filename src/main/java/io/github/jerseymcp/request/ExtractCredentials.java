package io.github.jerseymcp.request;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.token.PresentedToken;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * Step 3 of a request: reads the one {@code Authorization} header (RFC 6750 section 2.1, RFC 9110
 * section 11.4), or the one header that another credential is bound to. A token anywhere else, in
 * the query above all, is never looked at.
 */
public final class ExtractCredentials {

  /** In the spelling that the map of Jersey keeps. */
  private static final String AUTHORIZATION = "authorization";

  private static final boolean[] TOKEN68 = token68();

  private final SenderSettings senders;
  private final OtherCredentials others;

  /** Reads the DPoP scheme beside Bearer where these settings offer it, and other credentials. */
  public ExtractCredentials(SenderSettings senders, OtherCredentials others) {
    this.senders = senders;
    this.others = others;
  }

  /**
   * Reads the credentials of a request to a resource.
   *
   * @throws RefusedException if there are none, or they are malformed
   */
  public Credentials from(MultivaluedMap<String, String> headers, ProtectedResource resource)
      throws RefusedException {
    List<String> fields = headers.get(AUTHORIZATION);
    Credentials other = others.in(headers);
    if (fields == null || fields.isEmpty()) {
      if (other != null) {
        return other;
      }
      throw new RefusedException(Reason.NO_CREDENTIALS);
    }
    if (fields.size() > 1 || other != null) {
      throw new RefusedException(Reason.MALFORMED_CREDENTIALS);
    }
    return parse(fields.get(0), senders.dpopOf(resource) != DpopUse.OFF);
  }

  /** Takes all of them out, so that nobody who comes later reads or hands them on. */
  public void removeFrom(MultivaluedMap<String, String> headers) {
    headers.remove(AUTHORIZATION);
    others.headers().forEach(headers::remove);
  }

  private Credentials parse(String field, boolean dpop) throws RefusedException {
    String header = withoutOuterSpace(field);
    int end = 0;
    while (end < header.length() && isTokenCharacter(header.charAt(end))) {
      end++;
    }
    String known = known(header, end, dpop);
    String other = known.isEmpty() ? others.behind(header.substring(0, end)) : null;
    if (known.isEmpty() && other == null) {
      throw new RefusedException(Reason.NO_CREDENTIALS);
    }
    int start = end;
    while (start < header.length() && header.charAt(start) == ' ') {
      start++;
    }
    if (start == end || !isToken68(header, start)) {
      throw new RefusedException(Reason.MALFORMED_CREDENTIALS);
    }
    return new Credentials(known, PresentedToken.endOf(header, start), Optional.ofNullable(other));
  }

  private static String known(String header, int end, boolean dpop) {
    if (isScheme(header, end, Credentials.BEARER)) {
      return Credentials.BEARER;
    }
    return dpop && isScheme(header, end, Credentials.DPOP) ? Credentials.DPOP : "";
  }

  private static boolean isScheme(String header, int end, String scheme) {
    return end == scheme.length() && header.regionMatches(true, 0, scheme, 0, end);
  }

  /** Only space and tab may surround a field value (RFC 9110 section 5.6.3). */
  static String withoutOuterSpace(String field) {
    int start = 0;
    int end = field.length();
    while (start < end && isSpace(field.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(field.charAt(end - 1))) {
      end--;
    }
    return field.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isToken68(String header, int start) {
    int end = header.length();
    while (end > start && header.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = start; i < end; i++) {
      char c = header.charAt(i);
      if (c >= TOKEN68.length || !TOKEN68[c]) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean[] token68() {
    boolean[] characters = new boolean[128];
    for (char c = 0; c < characters.length; c++) {
      characters[c] = isAlphanumeric(c) || "-._~+/".indexOf(c) >= 0;
    }
    return characters;
  }

  private static boolean isTokenCharacter(char c) {
    return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
