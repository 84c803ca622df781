package io.github.jerseymcp.feed;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.jose.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Something that has changed, as clients are told of it: a list, or one resource (MCP 2026-07-28,
 * subscriptions; MCP 2025-11-25, {@code list_changed} and {@code resources/updated}). It says that
 * something is different and never what. Immutable.
 *
 * @param kind what sort of thing it is
 * @param uri the resource; empty for what is no resource
 * @param audience whom alone it is told, as {@link #audienceOf} names a user; empty for everybody
 *     who watches it
 */
public record Change(Kind kind, String uri, String audience) {

  /** The longest URI, in bytes of UTF-8. */
  public static final int LONGEST_URI = 4096;

  private static final int AUDIENCE = 43;

  /** What sort of thing has changed. */
  public enum Kind {
    /** The list of tools. */
    TOOLS,
    /** The list of prompts. */
    PROMPTS,
    /** The list of resources. */
    RESOURCES,
    /** The content of one resource. */
    RESOURCE,
    /** Perhaps everything: each list, and each resource. */
    EVERYTHING
  }

  /**
   * Checks that it can be told.
   *
   * @throws IllegalArgumentException if it has a URI and is no resource, or the other way round; if
   *     the URI is too long, or has white space or a control character in it; or if the audience is
   *     none that {@link #audienceOf} names
   */
  public Change {
    if (kind == Kind.RESOURCE ? !isUri(uri) : !uri.isEmpty()) {
      throw new IllegalArgumentException("A change of a resource, and none else, names a URI");
    }
    if (!audience.isEmpty() && !isAudience(audience)) {
      throw new IllegalArgumentException("The audience of a change is none");
    }
  }

  /** The list of tools is another one. */
  public static Change tools() {
    return new Change(Kind.TOOLS, "", "");
  }

  /** The list of prompts is another one. */
  public static Change prompts() {
    return new Change(Kind.PROMPTS, "", "");
  }

  /** The list of resources is another one. */
  public static Change resources() {
    return new Change(Kind.RESOURCES, "", "");
  }

  /**
   * The content of a resource is another one.
   *
   * @throws IllegalArgumentException if it is no URI of 1 to {@link #LONGEST_URI} bytes
   */
  public static Change resource(String uri) {
    return new Change(Kind.RESOURCE, uri, "");
  }

  /** Perhaps everything has changed: whoever watches anything is told that it has. */
  public static Change everything() {
    return new Change(Kind.EVERYTHING, "", "");
  }

  /** The same, told to this user alone, whatever clients it uses. */
  public Change onlyFor(McpPrincipal user) {
    return onlyFor(user.issuer(), user.subject());
  }

  /** The same, told to this user of this issuer alone. */
  public Change onlyFor(String issuer, String subject) {
    return new Change(kind, uri, audienceOf(issuer, subject));
  }

  /** The same, told to everybody. */
  public Change forAll() {
    return audience.isEmpty() ? this : new Change(kind, uri, "");
  }

  /** A user of an issuer, as a hash of both: what nodes tell each other names nobody. */
  public static String audienceOf(String issuer, String subject) {
    MessageDigest digest = Sha256.digest();
    digest.update(issuer.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(subject.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }

  /** Whether a resource of this name can be told of. */
  public static boolean isUri(String uri) {
    return !uri.isEmpty()
        && uri.length() <= LONGEST_URI
        && uri.codePoints().noneMatch(Change::isForbidden)
        && uri.getBytes(StandardCharsets.UTF_8).length <= LONGEST_URI;
  }

  private static boolean isForbidden(int point) {
    return Character.isISOControl(point)
        || Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static boolean isAudience(String audience) {
    return audience.length() == AUDIENCE
        && audience
            .chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
  }
}
