package io.github.jerseymcp.client.registration;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client that registers itself (RFC 7591), once: what is refused is not tried in a weaker form.
 * The answer may choose how the client authenticates, and nothing else.
 */
final class DynamicRegistration extends Registration {

  private static final int LONGEST = 2_048;

  private static final Set<AuthenticationMethod> ASKED =
      Set.of(AuthenticationMethod.NONE, AuthenticationMethod.BASIC, AuthenticationMethod.POST);

  private final String clientName;

  DynamicRegistration(String clientName) {
    this.clientName = clientName;
  }

  static boolean isVisible(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  @Override
  public List<String> problems() {
    return clientName.isBlank()
            || clientName.length() > 100
            || clientName.chars().anyMatch(Character::isISOControl)
        ? List.of("registrations: a client name must have 1 to 100 characters")
        : List.of();
  }

  @Override
  Optional<RegisteredClient> register(
      AuthorizationServer server, Optional<URI> redirectUri, Inquiry inquiry, InstantSource time)
      throws AuthorizationFailedException, InterruptedIOException {
    Optional<AuthenticationMethod> method =
        AuthenticationMethod.firstOffered(
            server.authenticationMethods(),
            AuthenticationMethod.NONE,
            AuthenticationMethod.BASIC,
            AuthenticationMethod.POST);
    Optional<URI> endpoint = server.endpoint(Endpoint.REGISTRATION);
    if (endpoint.isEmpty() || redirectUri.isEmpty() || method.isEmpty()) {
      return Optional.empty();
    }
    FetchedAnswer answer =
        inquiry.send(
            FetchRequest.json(
                endpoint.get(),
                JSONObjectUtils.toJSONString(
                    request(redirectUri.get(), method.get(), bound(server, inquiry)))));
    if (answer.status() != 201 && answer.status() != 200) {
      throw refused("the answer is not 201");
    }
    return Optional.of(
        read(
            Inquiry.object(answer, AuthorizationFault.NO_REGISTRATION),
            redirectUri.get(),
            method.get(),
            time));
  }

  private static boolean bound(AuthorizationServer server, Inquiry inquiry) {
    return inquiry.hasCertificate() && server.traits().bindsToCertificates();
  }

  private Map<String, Object> request(URI redirectUri, AuthenticationMethod method, boolean bound) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("client_name", clientName);
    request.put("redirect_uris", List.of(redirectUri.toString()));
    request.put("grant_types", List.of("authorization_code", "refresh_token"));
    request.put("response_types", List.of("code"));
    request.put("token_endpoint_auth_method", method.text());
    request.put("application_type", redirectUri.getScheme().equals("https") ? "web" : "native");
    if (bound) {
      request.put("tls_client_certificate_bound_access_tokens", true);
    }
    return request;
  }

  private static RegisteredClient read(
      Map<String, Object> answer, URI redirectUri, AuthenticationMethod asked, InstantSource time)
      throws AuthorizationFailedException {
    if (!(answer.get("client_id") instanceof String clientId) || !isVisible(clientId)) {
      throw refused("no acceptable client identifier");
    }
    if (answer.containsKey("redirect_uris")
        && !List.of(redirectUri.toString()).equals(answer.get("redirect_uris"))) {
      throw refused("other redirect URIs than those asked for");
    }
    AuthenticationMethod method = asked;
    if (answer.containsKey("token_endpoint_auth_method")) {
      method =
          AuthenticationMethod.named(String.valueOf(answer.get("token_endpoint_auth_method")))
              .filter(ASKED::contains)
              .orElseThrow(() -> refused("an authentication method that was not asked for"));
    }
    if (method == AuthenticationMethod.NONE) {
      return RegisteredClient.open(clientId, Optional.of(redirectUri));
    }
    if (!(answer.get("client_secret") instanceof String secret) || !isVisible(secret)) {
      throw refused("no acceptable client secret");
    }
    Object end = answer.getOrDefault("client_secret_expires_at", 0L);
    if (!(end instanceof Long seconds)
        || (seconds != 0 && seconds <= time.instant().getEpochSecond())) {
      throw refused("a client secret that has expired");
    }
    return new RegisteredClient(
        clientId,
        method,
        Optional.of(() -> secret),
        Optional.empty(),
        Optional.of(redirectUri),
        true);
  }

  private static AuthorizationFailedException refused(String reason) {
    return new AuthorizationFailedException(AuthorizationFault.NO_REGISTRATION, reason);
  }
}
