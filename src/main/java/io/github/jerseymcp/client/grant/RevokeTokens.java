package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.FindIssuer;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.registration.Register;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.token.AuthenticateClient;
import io.github.jerseymcp.client.token.SignedIn;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells an authorization server that tokens are no longer wanted (RFC 7009), if it takes that. */
public final class RevokeTokens {

  private RevokeTokens() {}

  /**
   * Revokes the refresh token, and with it what was got for it, or else the access token.
   *
   * @return whether the authorization server said that it is done; not so if it does not offer it
   */
  public static boolean revoke(
      SignedIn signedIn, List<Registration> registrations, Inquiry inquiry, InstantSource time)
      throws IOException {
    AuthorizationServer server = FindIssuer.find(signedIn.issuer(), inquiry);
    if (server.endpoint(Endpoint.REVOCATION).isEmpty()) {
      return false;
    }
    Optional<RegisteredClient> known = signedIn.registration();
    RegisteredClient client =
        known.isPresent()
            ? known.get()
            : Register.with(registrations, server, Optional.empty(), inquiry, time);
    Optional<String> refresh = signedIn.tokens().refreshToken();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", refresh.orElseGet(() -> signedIn.tokens().accessToken()));
    form.put("token_type_hint", refresh.isPresent() ? "refresh_token" : "access_token");
    return AuthenticateClient.ask(
            server, Endpoint.REVOCATION, client, form, inquiry, time.instant())
        .filter(answer -> answer.status() == 200)
        .isPresent();
  }
}
