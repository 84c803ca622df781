package io.github.jerseymcp.introspection;

import com.nimbusds.jose.jwk.JWK;
import io.github.jerseymcp.fetch.FetchRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes questions: the token is in the form alone, never in the address (RFC 7662 section 2.1).
 */
final class IntrospectionRequest {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final long LIFE_SECONDS = 60;

  private final String issuer;
  private final ClientIdentity client;

  IntrospectionRequest(String issuer, ClientIdentity client) {
    this.issuer = issuer;
    this.client = client;
  }

  FetchRequest about(String token, URI endpoint, Instant now) throws AskFailedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    form.put("token_type_hint", "access_token");
    if (client instanceof ClientIdentity.Secret secret) {
      String pair = encode(secret.clientId()) + ":" + encode(secret.secret());
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
      return FetchRequest.form(endpoint, form).with("Authorization", "Basic " + basic);
    }
    form.put("client_id", client.clientId());
    if (client instanceof ClientIdentity.PrivateKey own) {
      form.put("client_assertion_type", ASSERTION_TYPE);
      form.put("client_assertion", assertion(own.key(), now));
    }
    return FetchRequest.form(endpoint, form);
  }

  /** The audience is the issuer, and not an address that its metadata may name. */
  private String assertion(JWK key, Instant now) throws AskFailedException {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", client.clientId());
    claims.put("sub", client.clientId());
    claims.put("aud", issuer);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
    return ClientAssertion.sign(key, claims)
        .orElseThrow(() -> AskFailedException.ofServer("the key of this server cannot sign"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
