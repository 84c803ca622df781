package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.sun.net.httpserver.HttpServer;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.upstream.UpstreamTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Token exchange at the development authorization server, and the library's own use of it. */
final class CallerExchangeTest extends AuthorizationServerTest {

  private static final ClientAuthentication DEMO =
      new ClientSecretBasic(new ClientID("demo"), new Secret("demo"));
  private static final URI CALENDAR = URI.create("https://calendar.example/");

  @Test
  void aTokenForAnotherApiHasTheSameUserAndFewerScopesAndNamesWhoActs() throws Exception {
    String inbound = inbound("https://mcp.example.com/default");
    clock.advance(Duration.ofMinutes(50));

    AccessToken token =
        exchange(DEMO, inbound, new Scope("notes:read"))
            .toSuccessResponse()
            .getTokens()
            .getAccessToken();
    JWTClaimsSet claims = SignedJWT.parse(token.getValue()).getJWTClaimsSet();

    assertThat(claims.getSubject()).isEqualTo("alice");
    assertThat(claims.getAudience()).containsExactly(CALENDAR.toString());
    assertThat(claims.getClaim("scope")).isEqualTo("notes:read");
    assertThat(claims.getClaim("act")).isEqualTo(Map.of("sub", "demo"));
    assertThat(token.getLifetime()).isEqualTo(600);
    assertThat(token.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
  }

  @Test
  void moreScopesAreRefused() throws Exception {
    assertThat(error(exchange(DEMO, inbound(DEFAULT_RESOURCE), new Scope("admin"))))
        .isEqualTo("400 invalid_scope");
  }

  @Test
  void anExpiredForeignOrForgedTokenIsRefused() throws Exception {
    String inbound = inbound(DEFAULT_RESOURCE);
    String forged = inbound.substring(0, inbound.length() - 8) + "AAAAAAAA";

    assertThat(error(exchange(DEMO, inbound("https://other.example/mcp"), null)))
        .isEqualTo("400 invalid_request");
    assertThat(error(exchange(DEMO, forged, null))).isEqualTo("400 invalid_request");
    assertThat(error(exchange(DEMO, "opaque", null))).isEqualTo("400 invalid_request");
    clock.advance(Duration.ofHours(2));
    assertThat(error(exchange(DEMO, inbound, null))).isEqualTo("400 invalid_request");
  }

  @Test
  void anotherClientIsRefused() throws Exception {
    ClientAuthentication guess = new ClientSecretBasic(new ClientID("demo"), new Secret("guess"));

    assertThat(error(exchange(guess, inbound(DEFAULT_RESOURCE), null)))
        .isEqualTo("401 invalid_client");
  }

  @Test
  void aTokenForNothingOrForTheServerItselfIsRefused() throws Exception {
    String inbound = inbound(DEFAULT_RESOURCE);

    assertThat(error(send(request(DEMO, inbound, List.of())))).isEqualTo("400 invalid_target");
    assertThat(error(send(request(DEMO, inbound, List.of(new Audience(DEFAULT_RESOURCE))))))
        .isEqualTo("400 invalid_target");
  }

  /** The handler of a server calls an API. */
  @Path("/default")
  @McpProtected
  public static final class Handler {

    private final UpstreamTokens calendar;
    private final URI address;

    Handler(UpstreamTokens calendar, URI address) {
      this.calendar = calendar;
      this.address = address;
    }

    @GET
    public String get(@Context McpPrincipal caller) throws Exception {
      return calendar
          .httpClient(caller)
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .body();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "REQUIRED"})
  void theLibraryCallsAnotherApiForItsCallerW07(DpopUse dpop) throws Exception {
    HttpServer api =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    api.createContext(
        "/",
        exchange -> {
          byte[] seen =
              exchange
                  .getRequestHeaders()
                  .getFirst("Authorization")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, seen.length);
          exchange.getResponseBody().write(seen);
          exchange.close();
        });
    api.start();
    URI address = URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/events");
    UpstreamTokens calendar =
        UpstreamTokens.builder(address.toString(), server.issuer())
            .client("demo", () -> "demo")
            .resource(CALENDAR.toString())
            .scopes("notes:read")
            .dpop(dpop) // Proofs are compared with the clock of the machine.
            .build();
    InProcess application =
        InProcess.start(
            new ResourceConfig()
                .register(new Handler(calendar, address))
                .register(
                    McpSecurityFeature.create(
                        McpSecurityConfig.builder("https://mcp.example.com")
                            .issuer(server.issuer())
                            .clock(clock)
                            .build())),
            "https://mcp.example.com/");
    try {
      String[] sent =
          application
              .call("GET", "/default")
              .bearer(inbound(DEFAULT_RESOURCE))
              .send()
              .body()
              .split(" ", 2);

      JWTClaimsSet claims = SignedJWT.parse(sent[1]).getJWTClaimsSet();
      assertThat(sent[0]).isEqualTo(dpop == DpopUse.OFF ? "Bearer" : "DPoP");
      assertThat(claims.getSubject()).isEqualTo("alice");
      assertThat(claims.getAudience()).containsExactly(CALENDAR.toString());
      assertThat(claims.getClaim("cnf") == null).isEqualTo(dpop == DpopUse.OFF);
    } finally {
      api.stop(0);
    }
  }

  private String inbound(String resource) throws Exception {
    TokenRequest request =
        new TokenRequest.Builder(
                URI.create(server.tokenEndpoint()), DEMO, new ClientCredentialsGrant())
            .scope(new Scope("notes:read", "notes:write"))
            .resource(URI.create(resource))
            .build();
    return TokenResponse.parse(request.toHTTPRequest().send())
        .toSuccessResponse()
        .getTokens()
        .getAccessToken()
        .getValue();
  }

  private TokenResponse exchange(ClientAuthentication client, String token, Scope scope)
      throws Exception {
    TokenRequest.Builder request = request(client, token, List.of()).resource(CALENDAR);
    return send(scope == null ? request : request.scope(scope));
  }

  private TokenRequest.Builder request(
      ClientAuthentication client, String token, List<Audience> audience) {
    return new TokenRequest.Builder(
        URI.create(server.tokenEndpoint()),
        client,
        new TokenExchangeGrant(
            new BearerAccessToken(token),
            TokenTypeURI.ACCESS_TOKEN,
            null,
            null,
            TokenTypeURI.ACCESS_TOKEN,
            audience.isEmpty() ? null : audience));
  }

  private static TokenResponse send(TokenRequest.Builder request) throws Exception {
    return TokenResponse.parse(request.build().toHTTPRequest().send());
  }
}
