package io.github.jerseymcp.client.trust;

import io.github.jerseymcp.client.token.CredentialStore;
import java.net.URI;
import java.time.InstantSource;
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

  /**
   * Asks each user once: a yes of this policy counts for that user, for the very question, and for
   * 90 days. A no is not remembered, nor is anything of a user without a name. What is kept and
   * cannot be read, has ended, or would end later than that is no yes.
   *
   * @param store where, beside the sign-ins; a yes that cannot be kept is none
   * @param ask asks the user
   */
  static TrustPolicy remembered(CredentialStore store, TrustPolicy ask) {
    return new RememberedTrust(store, ask, InstantSource.system());
  }

  /** Forgets what this user has answered about this server and its authorization servers. */
  static void forget(CredentialStore store, String user, String server) {
    RememberedTrust.forget(store, user, server);
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
