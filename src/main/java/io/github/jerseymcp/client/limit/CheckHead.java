package io.github.jerseymcp.client.limit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at the head of an answer before anything of its body is read. */
public final class CheckHead {

  private static final Pattern SESSION = Pattern.compile("[!-~]{1,128}");

  private CheckHead() {}

  /** What is wrong with these fields. */
  public static Optional<TransportLimitException> check(
      List<String> codings, List<String> sessions) {
    if (!codings.stream().allMatch(coding -> coding.equalsIgnoreCase("identity"))) {
      return Optional.of(new TransportLimitException("contentEncoding", "no Content-Encoding"));
    }
    if (sessions.size() > 1 || !sessions.stream().allMatch(id -> SESSION.matcher(id).matches())) {
      return Optional.of(
          new TransportLimitException("sessionId", "one Mcp-Session-Id of 128 visible characters"));
    }
    return Optional.empty();
  }
}
