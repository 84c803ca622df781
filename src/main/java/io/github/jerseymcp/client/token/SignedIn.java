package io.github.jerseymcp.client.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jerseymcp.client.proof.DpopKey;
import io.github.jerseymcp.client.registration.AuthenticationMethod;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sign-in as it is kept: where, as which client, and with which tokens. Its text shows no secret.
 *
 * @param issuer the authorization server
 * @param resource what the tokens are for
 * @param clientId the client
 * @param registration the client itself, where it is known from nowhere else
 * @param tokens the tokens
 */
public record SignedIn(
    String issuer,
    String resource,
    String clientId,
    Optional<RegisteredClient> registration,
    TokenSet tokens) {

  /** A sign-in of this client. */
  public static SignedIn of(
      String issuer, String resource, RegisteredClient client, TokenSet tokens) {
    Optional<RegisteredClient> kept =
        client.registeredItself() || client.method() == AuthenticationMethod.NONE
            ? Optional.of(client)
            : Optional.empty();
    return new SignedIn(issuer, resource, client.clientId(), kept, tokens);
  }

  /** The same with the tokens of a later day. */
  public SignedIn with(TokenSet renewed) {
    return new SignedIn(issuer, resource, clientId, registration, renewed);
  }

  /** What {@link #read} reads. */
  public String write() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("issuer", issuer);
    record.put("resource", resource);
    record.put("client_id", clientId);
    registration.ifPresent(
        client -> {
          record.put("method", client.method().name());
          client.secret().ifPresent(secret -> record.put("client_secret", secret.get()));
          client.redirectUri().ifPresent(uri -> record.put("redirect_uri", uri.toString()));
        });
    record.put("access_token", tokens.accessToken());
    tokens.expiresAt().ifPresent(at -> record.put("expires_at", at.getEpochSecond()));
    tokens.refreshToken().ifPresent(token -> record.put("refresh_token", token));
    record.put("scope", String.join(" ", tokens.scopes()));
    record.put("asked", String.join(" ", tokens.askedScopes()));
    record.put("bound", tokens.bound());
    tokens.key().ifPresent(key -> record.put("key", key.write()));
    return JSONObjectUtils.toJSONString(record);
  }

  /** A sign-in that was written; empty if it is none. */
  public static Optional<SignedIn> read(String text) {
    try {
      Map<String, Object> record = StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
      String clientId = text(record, "client_id");
      return Optional.of(
          new SignedIn(
              text(record, "issuer"),
              text(record, "resource"),
              clientId,
              registration(record, clientId),
              new TokenSet(
                  text(record, "access_token"),
                  Optional.ofNullable(record.get("expires_at"))
                      .map(at -> Instant.ofEpochSecond((Long) at)),
                  Optional.ofNullable(record.get("refresh_token")).map(String.class::cast),
                  scopes(text(record, "scope")),
                  scopes(text(record, "asked")),
                  Optional.ofNullable(record.get("key")).map(key -> DpopKey.read((String) key)),
                  Boolean.TRUE.equals(record.get("bound")))));
    } catch (MalformedJoseException | ClassCastException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<RegisteredClient> registration(
      Map<String, Object> record, String clientId) {
    if (!record.containsKey("method")) {
      return Optional.empty();
    }
    Optional<String> secret =
        Optional.ofNullable(record.get("client_secret")).map(String.class::cast);
    return Optional.of(
        new RegisteredClient(
            clientId,
            AuthenticationMethod.valueOf(text(record, "method")),
            secret.map(kept -> () -> kept),
            Optional.empty(),
            Optional.ofNullable(record.get("redirect_uri")).map(uri -> URI.create((String) uri)),
            secret.isPresent()));
  }

  private static String text(Map<String, Object> record, String name) {
    if (record.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("Not a sign-in");
  }

  private static Set<String> scopes(String text) {
    return text.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(text.split(" ")));
  }

  @Override
  public String toString() {
    return "SignedIn[" + issuer + ", " + tokens + "]";
  }
}
