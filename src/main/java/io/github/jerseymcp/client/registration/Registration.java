package io.github.jerseymcp.client.registration;

import com.nimbusds.jose.jwk.JWK;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Inquiry;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One way in which a client is known to an authorization server. Several are tried in their order,
 * as MCP has it: registered beforehand, by the address of its metadata, or dynamically. Immutable;
 * suppliers must be thread-safe.
 */
public abstract sealed class Registration
    permits PreRegistered, MetadataDocument, DynamicRegistration {

  Registration() {}

  /**
   * A public client that somebody registered beforehand.
   *
   * @param issuer the authorization server that knows it, letter by letter; no other one is ever
   *     told of it
   */
  public static Registration preRegistered(String issuer, String clientId) {
    return new PreRegistered(issuer, clientId, Optional.empty(), Optional.empty(), false);
  }

  /**
   * A client with a secret that somebody registered beforehand.
   *
   * @param secret asked for at each request that needs it, and for no other issuer
   */
  public static Registration preRegistered(
      String issuer, String clientId, Supplier<String> secret) {
    return new PreRegistered(issuer, clientId, Optional.of(secret), Optional.empty(), false);
  }

  /**
   * A client with a key that somebody registered beforehand (RFC 7523 section 2.2): it signs an
   * assertion for the issuer at each request.
   *
   * @param key a private key of which Nimbus knows the algorithm: {@code alg}, or ES256, RS256
   */
  public static Registration preRegistered(String issuer, String clientId, JWK key) {
    return new PreRegistered(issuer, clientId, Optional.empty(), Optional.of(key), false);
  }

  /**
   * A client with a certificate that somebody registered beforehand (RFC 8705 section 2), by an
   * authority or signed by itself: it is the one of {@code TlsPolicy.withCertificate}.
   */
  public static Registration certificate(String issuer, String clientId) {
    return new PreRegistered(issuer, clientId, Optional.empty(), Optional.empty(), true);
  }

  /**
   * A client whose identifier is the https address of its metadata, which the application
   * publishes: there, {@code client_id} is that address and {@code redirect_uris} has the redirect
   * URI in use. For authorization servers that offer it.
   */
  public static Registration metadataDocument(String address) {
    return new MetadataDocument(address);
  }

  /**
   * A client that registers itself (RFC 7591) at an authorization server that offers it.
   *
   * @param clientName what users are shown, 1 to 100 characters
   */
  public static Registration dynamic(String clientName) {
    return new DynamicRegistration(clientName);
  }

  /** One sentence for each mistake. */
  public abstract List<String> problems();

  /** Whether the client authenticates with a certificate. */
  public boolean certified() {
    return false;
  }

  /** The client, if this way fits that authorization server. */
  abstract Optional<RegisteredClient> register(
      AuthorizationServer server, Optional<URI> redirectUri, Inquiry inquiry, InstantSource time)
      throws AuthorizationFailedException, InterruptedIOException;
}
