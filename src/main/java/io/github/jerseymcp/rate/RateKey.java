package io.github.jerseymcp.rate;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.jose.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose doing of what a {@link RateLimiter} counts. Immutable; {@link #toString} shows nothing.
 *
 * <p>However long the parts are, a key takes a bounded amount of memory.
 */
public final class RateKey implements Comparable<RateKey> {

  private static final int LONGEST_TEXT = 160;

  /** What is counted. */
  public enum Kind {
    /** Requests to protected paths by one caller. */
    REQUESTS_OF_CALLER,
    /** Calls of MCP tools by one caller, all tools together. */
    CALLS_OF_CALLER,
    /** Calls of one MCP tool by one caller. */
    CALLS_OF_TOOL,
    /** Failed authentications from one network. */
    FAILURES_OF_NETWORK
  }

  private final Kind kind;
  private final String text;

  private RateKey(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** A key; two are the same if the kind and each part are. */
  public static RateKey of(Kind kind, String... parts) {
    StringBuilder text = new StringBuilder(LONGEST_TEXT);
    for (String part : parts) {
      // Parts may hold any character, so only their lengths say where one ends.
      text.append(part.length()).append(':').append(part);
    }
    return new RateKey(
        kind, text.length() <= LONGEST_TEXT ? text.toString() : hash(text.toString()));
  }

  static RateKey of(Kind kind, CallerKey caller) {
    return of(kind, caller.issuer(), caller.subject(), caller.client());
  }

  static RateKey ofTool(CallerKey caller, String tool) {
    return of(Kind.CALLS_OF_TOOL, caller.issuer(), caller.subject(), caller.client(), tool);
  }

  /** What is counted. */
  public Kind kind() {
    return kind;
  }

  /**
   * A name for a server that many nodes share: 1 to 64 printable ASCII characters. It holds a hash,
   * and so nothing of the caller.
   */
  public String name() {
    String prefix = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":";
    boolean isHash = text.indexOf(':') < 0 && !text.isEmpty();
    return prefix + (isHash ? text : hash(text));
  }

  /** The parts, or their hash. */
  String text() {
    return text;
  }

  private static String hash(String text) {
    byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RateKey key && kind == key.kind && text.equals(key.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Lets a map stay fast with keys that were chosen to have one hash code. */
  @Override
  public int compareTo(RateKey other) {
    int kinds = kind.compareTo(other.kind);
    return kinds == 0 ? text.compareTo(other.text) : kinds;
  }

  @Override
  public String toString() {
    return "RateKey[redacted]";
  }
}
