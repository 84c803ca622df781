package io.github.jerseymcp.client;

import java.net.URI;
import java.util.List;

/**
 * Decides whom a user trusts. It is asked about the server before anything that the server says is
 * looked at, and about each authorization server before that one is asked for anything. Must be
 * thread-safe, and may ask the user; what it throws counts as no.
 */
@FunctionalInterface
public interface TrustPolicy {

  /** The answer; anything but yes is no. */
  boolean admits(TrustQuestion question);

  /**
   * Trusts the server that was configured, and the authorization server that it names, but no other
   * one later on.
   */
  static TrustPolicy configured() {
    return question -> question.instead().isEmpty();
  }

  /**
   * Trusts servers and authorization servers with these origins alone, such as {@code
   * https://mcp.example.com}, whenever they are named.
   */
  static TrustPolicy only(String... origins) {
    List<String> trusted = List.of(origins);
    return question ->
        trusted.contains(origin(question.server()))
            && question.issuer().map(issuer -> trusted.contains(origin(issuer))).orElse(true);
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
