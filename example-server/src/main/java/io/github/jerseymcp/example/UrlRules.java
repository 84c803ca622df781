package io.github.jerseymcp.example;

import io.github.jerseymcp.edge.OriginRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shapes of addresses that options may have. */
final class UrlRules {

  private static final int MAX_PORT = 65_535;

  private UrlRules() {}

  /** {@code https://host[:port]}, or http on loopback. */
  static boolean isPublicOrigin(String value) {
    return parse(value).filter(uri -> isSecureOrLoopback(uri) && hasOriginAlone(uri)).isPresent();
  }

  /**
   * What the library allows as Origin: {@code https://host[:port]}, http on loopback, or of an
   * application's own scheme such as {@code chrome-extension://id}.
   */
  static boolean isAllowedOrigin(String value) {
    List<String> problems = new ArrayList<>();
    var unused = OriginRules.sameOrigin().withOrigins("It", List.of(value), problems::add);
    return problems.isEmpty() && !value.endsWith("/");
  }

  /** An https URL without query and fragment (RFC 8414 section 2), or http on loopback. */
  static boolean isIssuer(String value) {
    return parse(value)
        .filter(uri -> isSecureOrLoopback(uri) && uri.getRawQuery() == null)
        .isPresent();
  }

  /** An https URL, or http on loopback. */
  static boolean isSecureUrl(String value) {
    return parse(value).filter(UrlRules::isSecureOrLoopback).isPresent();
  }

  /** {@code host} or {@code host:port}. */
  static boolean isHost(String value) {
    return parse("http://" + value).filter(UrlRules::hasOriginAlone).isPresent();
  }

  private static Optional<URI> parse(String value) {
    try {
      URI uri = new URI(value);
      boolean fit =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= MAX_PORT;
      return fit ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean hasOriginAlone(URI uri) {
    return uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
  }

  private static boolean isSecureOrLoopback(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || AddressRules.isLoopbackIpv4(host);
  }
}
