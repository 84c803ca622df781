package io.github.jerseymcp.client.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says to an endpoint of an authorization server who the client is (RFC 6749 section 2.3, RFC 7523
 * section 2.2, RFC 8705 section 2).
 */
public final class AuthenticateClient {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private AuthenticateClient() {}

  /** Whether the client shows its certificate: as its authentication, or to bind tokens to it. */
  static boolean isCertified(AuthorizationServer server, RegisteredClient client, Inquiry inquiry) {
    return client.method().isCertificate()
        || (inquiry.hasCertificate() && server.traits().bindsToCertificates());
  }

  /**
   * What an endpoint answers to the client; empty if the authorization server has none.
   *
   * @param form taken over, and filled up
   */
  public static Optional<FetchedAnswer> ask(
      AuthorizationServer server,
      Endpoint which,
      RegisteredClient client,
      Map<String, String> form,
      Inquiry inquiry,
      Instant now)
      throws AuthorizationFailedException, InterruptedIOException {
    boolean certified = isCertified(server, client, inquiry);
    Optional<URI> endpoint = server.endpoint(which, certified);
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    FetchRequest request = request(server.issuer(), endpoint.get(), client, form, now);
    return Optional.of(certified ? inquiry.sendCertified(request) : inquiry.send(request));
  }

  /**
   * A request to that endpoint of the issuer.
   *
   * @param form taken over, and filled up
   */
  static FetchRequest request(
      String issuer, URI endpoint, RegisteredClient client, Map<String, String> form, Instant now)
      throws AuthorizationFailedException {
    String id = client.clientId();
    switch (client.method()) {
      case BASIC -> {
        String pair = encode(id) + ":" + encode(secret(client));
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        return FetchRequest.form(endpoint, form).with("Authorization", "Basic " + basic);
      }
      case POST -> form.put("client_secret", secret(client));
      case PRIVATE_KEY_JWT -> {
        form.put("client_assertion_type", ASSERTION_TYPE);
        form.put("client_assertion", assertion(issuer, client, now));
      }
      case NONE, TLS, SELF_SIGNED_TLS -> {}
    }
    form.put("client_id", id);
    return FetchRequest.form(endpoint, form);
  }

  private static String secret(RegisteredClient client) throws AuthorizationFailedException {
    // What the application supplies may be missing, as a variable of the environment is.
    @Nullable String secret = client.secret().orElseThrow(AuthenticateClient::unable).get();
    if (secret == null || secret.isEmpty()) {
      throw unable();
    }
    return secret;
  }

  /** The audience is the issuer, since a server could name the token endpoint of another one. */
  private static String assertion(String issuer, RegisteredClient client, Instant now)
      throws AuthorizationFailedException {
    JWK key = client.key().orElseThrow(AuthenticateClient::unable);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", client.clientId());
    claims.put("sub", client.clientId());
    claims.put("aud", issuer);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(60).getEpochSecond());
    return sign(key, claims)
        .orElseThrow(
            () ->
                new AuthorizationFailedException(
                    AuthorizationFault.NO_REGISTRATION, "the key of the client cannot sign"));
  }

  /** Whether a client can authenticate with that key. */
  public static boolean canSign(JWK key) {
    return sign(key, Map.of()).isPresent();
  }

  private static Optional<String> sign(JWK key, Map<String, Object> claims) {
    try {
      JWSObject assertion =
          new JWSObject(
              new JWSHeader.Builder(algorithm(key))
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .x509CertSHA256Thumbprint(key.getX509CertSHA256Thumbprint())
                  .build(),
              new Payload(claims));
      assertion.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm(key)));
      return Optional.of(assertion.serialize());
    } catch (JOSEException | RuntimeException | LinkageError e) {
      // A key that is too short is an unchecked exception, and Ed25519 needs a library of its own.
      return Optional.empty();
    }
  }

  private static JWSAlgorithm algorithm(JWK key) {
    if (key.getAlgorithm() != null) {
      return JWSAlgorithm.parse(key.getAlgorithm().getName());
    }
    if (key instanceof RSAKey) {
      return JWSAlgorithm.RS256;
    }
    if (!(key instanceof ECKey curved)) {
      return JWSAlgorithm.EdDSA;
    }
    return switch (curved.getCurve().getName()) {
      case "P-384" -> JWSAlgorithm.ES384;
      case "P-521" -> JWSAlgorithm.ES512;
      default -> JWSAlgorithm.ES256;
    };
  }

  private static AuthorizationFailedException unable() {
    return new AuthorizationFailedException(
        AuthorizationFault.NO_REGISTRATION, "the client has nothing to authenticate with");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
