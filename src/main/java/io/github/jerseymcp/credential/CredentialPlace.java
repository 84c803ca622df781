package io.github.jerseymcp.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where credentials of a kind are read.
 *
 * @param kind whether the name is that of a header field or of a scheme
 * @param name the name, as it was written
 */
public record CredentialPlace(Kind kind, String name) {

  /** What a name names. */
  public enum Kind {
    /** A header field whose value is the credential. */
    HEADER,
    /** A scheme of {@code Authorization}. */
    SCHEME
  }

  /** What others read, or write for their own purposes: a key there would be taken for theirs. */
  private static final Set<String> TAKEN =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "dpop",
          "host",
          "origin",
          "referer",
          "user-agent",
          "accept",
          "connection",
          "transfer-encoding",
          "te",
          "upgrade",
          "expect",
          "forwarded",
          "via",
          "last-event-id",
          "traceparent",
          "tracestate");

  private static final List<String> TAKEN_BEGINNINGS =
      List.of("content-", "mcp-", "x-forwarded-", "access-control-", "sec-", "if-", "accept-");

  static CredentialPlace header(String name) {
    return new CredentialPlace(Kind.HEADER, name);
  }

  static CredentialPlace scheme(String name) {
    return new CredentialPlace(Kind.SCHEME, name);
  }

  /** The name in lower case: neither headers nor schemes tell cases apart. */
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!isToken(name)) {
      problems.add("a header or scheme has letters, digits and hyphens alone");
    } else if (kind == Kind.SCHEME && Set.of("bearer", "dpop", "basic", "digest").contains(key())) {
      problems.add(
          "the scheme "
              + name
              + " has a meaning of its own; for opaque tokens under Bearer see"
              + " Introspection.ofVerifier");
    } else if (kind == Kind.HEADER
        && (TAKEN.contains(key()) || TAKEN_BEGINNINGS.stream().anyMatch(key()::startsWith))) {
      problems.add("the header " + name + " has a meaning of its own");
    }
    return problems;
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-');
  }

  @Override
  public String toString() {
    return (kind == Kind.HEADER ? "the header " : "the scheme ") + name;
  }
}
