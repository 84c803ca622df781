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

  /** What is counted. More may come, so have a default where you tell them apart. */
  public enum Kind {
    /** Requests to protected paths by one caller. */
    REQUESTS_OF_CALLER,
    /** Calls of MCP tools by one caller, all tools together. */
    CALLS_OF_CALLER,
    /** Calls of one MCP tool by one caller. */
    CALLS_OF_TOOL,
    /** Failed authentications from one network. */
    FAILURES_OF_NETWORK,
    /**
     * Requests without credentials from one network, for MCP operations that are open to anybody.
     */
    REQUESTS_OF_NETWORK,
    /** Calls of MCP tools without credentials from one network, all tools together. */
    CALLS_OF_NETWORK,
    /** Calls of one MCP tool without credentials from one network. */
    TOOL_OF_NETWORK;

    /** What is counted of whoever comes without credentials in place of this. */
    private Kind ofNetwork() {
      return switch (this) {
        case REQUESTS_OF_CALLER -> REQUESTS_OF_NETWORK;
        case CALLS_OF_CALLER -> CALLS_OF_NETWORK;
        case CALLS_OF_TOOL -> TOOL_OF_NETWORK;
        default -> this;
      };
    }
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

  /** A limiter that many nodes share may have other places for strangers than for callers. */
  static RateKey of(Kind kind, CallerKey caller) {
    return caller.isAnonymous()
        ? of(kind.ofNetwork(), caller.client())
        : of(kind, caller.issuer(), caller.subject(), caller.client());
  }

  static RateKey ofTool(CallerKey caller, String tool) {
    return caller.isAnonymous()
        ? of(Kind.CALLS_OF_TOOL.ofNetwork(), caller.client(), tool)
        : of(Kind.CALLS_OF_TOOL, caller.issuer(), caller.subject(), caller.client(), tool);
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
