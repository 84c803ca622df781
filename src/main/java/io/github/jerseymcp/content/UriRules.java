package io.github.jerseymcp.content;

import io.github.jerseymcp.fetch.FetchPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses of others are used (RFC 3986). Without a rule about hosts any host is taken; none
 * is asked, and nothing is looked up: what is fetched goes through a fetcher with a {@link
 * FetchPolicy} all the same. Immutable, thread-safe; each method that changes something gives a
 * copy.
 *
 * <p>Refused are other schemes, user information, ports out of range, dot segments (also those that
 * decoding makes, once or more often), control and unseen characters, and more than 2,048
 * characters.
 */
public final class UriRules {

  private static final int LONGEST = 2_048;

  /** An encoded character of ASCII. */
  private static final Pattern OCTET = Pattern.compile("%([0-7][0-9a-fA-F])");

  /** What separates segments, for some readers. */
  private static final Pattern SLASH = Pattern.compile("[/\\\\]");

  /** What some readers cut off a segment, or a path. */
  private static final Pattern BEHIND = Pattern.compile("(?s)[;?#\\x00].*");

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]{0,31}");

  private final Set<String> schemes;
  private final Optional<Set<String>> hosts;
  private final Optional<FetchPolicy> fetchable;

  private UriRules(
      Set<String> schemes, Optional<Set<String>> hosts, Optional<FetchPolicy> fetchable) {
    this.schemes = schemes;
    this.hosts = hosts;
    this.fetchable = fetchable;
  }

  /**
   * Addresses of these schemes, in lower case.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be a scheme
   */
  public static UriRules schemes(String... schemes) {
    if (schemes.length == 0 || !Arrays.stream(schemes).allMatch(s -> SCHEME.matcher(s).matches())) {
      throw new IllegalArgumentException("Name schemes in lower case, such as https");
    }
    return new UriRules(Set.of(schemes), Optional.empty(), Optional.empty());
  }

  /** Addresses at these hosts alone; the names below them are others. */
  public UriRules withHosts(String... names) {
    return new UriRules(
        schemes,
        Optional.of(
            Stream.of(names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet())),
        fetchable);
  }

  /** Addresses alone that this policy lets be asked, by their text. */
  public UriRules fetchable(FetchPolicy policy) {
    return new UriRules(schemes, hosts, Optional.of(policy));
  }

  /**
   * The address, as it was written.
   *
   * @throws RefusedContentException if it breaks a rule
   */
  public URI check(String untrusted) {
    if (untrusted.length() > LONGEST) {
      throw new RefusedContentException("An address is too long");
    }
    if (Texts.hasUnseen(untrusted) || !Texts.isWellFormed(untrusted)) {
      throw new RefusedContentException("An address has characters that nobody sees");
    }
    URI address = parse(untrusted);
    String scheme = address.getScheme();
    if (scheme == null || !schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw new RefusedContentException("An address has a scheme that is not used here");
    }
    checkAuthority(address);
    checkPath(address);
    if (fetchable.isPresent() && !fetchable.get().allows(address)) {
      throw new RefusedContentException("An address is of a kind that is never asked");
    }
    return address;
  }

  private static URI parse(String untrusted) {
    try {
      return new URI(untrusted);
    } catch (URISyntaxException e) {
      throw new RefusedContentException("An address has not the form of one");
    }
  }

  private void checkAuthority(URI address) {
    String authority = address.getRawAuthority();
    if (authority != null && authority.indexOf('@') >= 0) {
      throw new RefusedContentException("An address has user information");
    }
    if (address.getPort() == 0 || address.getPort() > 65_535) {
      throw new RefusedContentException("An address has no possible port");
    }
    String host = address.getHost();
    boolean isWeb =
        "http".equalsIgnoreCase(address.getScheme())
            || "https".equalsIgnoreCase(address.getScheme());
    if ((isWeb || hosts.isPresent()) && host == null) {
      throw new RefusedContentException("An address has no host");
    }
    if (hosts.isPresent() && !hosts.get().contains(host.toLowerCase(Locale.ROOT))) {
      throw new RefusedContentException("An address has a host that is not used here");
    }
  }

  /**
   * As it is written, and after each time that a reader may decode it: what is behind can be a
   * proxy that decodes, in front of a server that decodes again.
   */
  private static void checkPath(URI address) {
    String path = address.isOpaque() ? address.getRawSchemeSpecificPart() : address.getRawPath();
    String decoded = decodedOnce(path);
    checkSegments(path);
    // Each time it gets shorter, so this ends.
    while (!decoded.equals(path)) {
      path = decoded;
      checkSegments(path);
      decoded = decodedOnce(path);
    }
  }

  private static String decodedOnce(String path) {
    return OCTET
        .matcher(path)
        .replaceAll(
            octet ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(octet.group(1), 16))));
  }

  private static void checkSegments(String path) {
    for (String segment : SLASH.split(path, -1)) {
      String dots = BEHIND.matcher(segment).replaceFirst("");
      if (dots.equals(".") || dots.equals("..")) {
        throw new RefusedContentException("An address has dots for a segment of its path");
      }
    }
  }
}
