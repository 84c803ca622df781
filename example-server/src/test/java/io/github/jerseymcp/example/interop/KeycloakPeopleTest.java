package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.token.ScopeSource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Users of Keycloak with roles, who sign out there; its lightweight tokens and the opaque ones of
 * oidc-provider, about which both are asked; and a realm that is made while all runs.
 */
@Tag("interop")
final class KeycloakPeopleTest {

  private static final String TENANT = "acme";
  private static final Set<String> TENANTS = ConcurrentHashMap.newKeySet();
  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("Keycloak " + KeycloakDistribution.VERSION + ", people");

  private static Keycloak keycloak;
  private static OidcProvider provider;
  private static PeopleApplication notes;
  private static PeopleApplication light;

  @BeforeAll
  static void start() throws Exception {
    keycloak = OPENED.open(Keycloak.prepare());
    provider = OPENED.open(OidcProvider.start());
    notes = OPENED.open(PeopleApplication.start(KeycloakPeopleTest::notes));
    light = OPENED.open(PeopleApplication.start(KeycloakPeopleTest::light));
    keycloak.startWithPeople(origins());
  }

  private static Map<String, String> origins() {
    return Map.of("https://notes.example", notes.origin(), "https://light.example", light.origin());
  }

  /** JWTs of Keycloak beside opaque tokens of oidc-provider, whose answers must be signed. */
  private static McpSecurityConfigBuilder notes(McpSecurityConfigBuilder config) {
    return config
        .issuer(withRoles(keycloak.issuer()))
        .issuer(
            TrustedIssuer.of(provider.issuer())
                .withSubjectClaims("sub", "client_id")
                .withIntrospection(
                    Introspection.ofSecret("introspector", "interop-secret").withSignedAnswers()))
        .logout(logout -> logout.withClients(keycloak.issuer(), "notes-app"))
        .resolver(
            resolver ->
                resolver.withTenants(
                    "tenant",
                    tenant ->
                        TENANTS.contains(tenant)
                            ? Optional.of(withRoles(keycloak.issuer(tenant)))
                            : Optional.empty()));
  }

  /** Lightweight tokens, which say next to nothing, so that Keycloak is asked about each. */
  private static McpSecurityConfigBuilder light(McpSecurityConfigBuilder config) {
    return config
        .issuer(
            withRoles(keycloak.issuer())
                .withIntrospection(
                    Introspection.ofSecret("notes-server", "interop-secret").withEveryToken()))
        .logout(logout -> logout.withClients(keycloak.issuer(), "light-app"))
        .resolver(resolver -> resolver.withTenants("tenant", tenant -> Optional.empty()));
  }

  private static TrustedIssuer withRoles(String issuer) {
    return TrustedIssuer.keycloak(issuer)
        .withScopeSource(ScopeSource.keycloakRealmRoles())
        .withScopeSource(ScopeSource.keycloakClientRoles("notes-server"));
  }

  @ParameterizedTest(name = "{0} begins: {1}, calls: {2}")
  @CsvSource({"alice, 200, 200", "bob, 200, 403", "carol, 403, 403"})
  void rolesOfTheRealmAndOfAClientAreScopesP12(String user, int begins, int calls)
      throws Exception {
    McpWire client = notes.client(token("notes-app", user));

    McpWire.Reply begun = client.post(McpWire.initialization("2025-11-25"));
    assertThat(begun.status()).as(begun.body()).isEqualTo(begins);
    McpWire session = begins == 200 ? client.initialize() : client;
    McpWire.Reply called = session.callTool("whoami", "{}");

    assertThat(called.status()).as(called.body()).isEqualTo(calls);
    if (calls == 403) {
      assertThat(Http.challenge(called.response()))
          .contains("error=\"insufficient_scope\"")
          .contains(begins == 200 ? "notes:write" : "notes:read");
    }
    REPORT.count("users by their roles in realm_access and resource_access");
  }

  @Test
  void aSignOutEndsTheStreamOfItsSessionAndNoOther() throws Exception {
    KeycloakSession phone = session("notes-app", "alice");
    McpWire ended = notes.client(phone.token()).initialize();
    McpWire other = notes.client(token("notes-app", "alice")).initialize();
    try (EventReader stream = ended.listen();
        EventReader open = other.listen()) {
      assertThat(stream.any().comment()).as("it is open").isNotEqualTo("end");
      assertThat(open.any().comment()).isNotEqualTo("end");
      Thread signOut = new Thread(phone::end, "sign out");
      signOut.start();

      var unused = stream.rest();
      Duration took = Duration.ofNanos(System.nanoTime() - notes.lastLogout());
      signOut.join();

      assertThat(notes.lastLogout()).as("Keycloak told of it").isNotZero();
      assertThat(took).isLessThan(Duration.ofSeconds(1));
      assertThat(ended.callTool("whoami", "{}").status()).isEqualTo(401);
      assertThat(other.callTool("whoami", "{}").status()).isEqualTo(200);
      assertThat(open.isSilent()).as("the stream of the other session").isTrue();
      REPORT.add("a stream ended " + took.toMillis() + " ms after the logout with sid came");
    }
  }

  @Test
  void aSignOutWithoutSessionEndsAllOfTheUserThoughTheAnswerIsRemembered() throws Exception {
    KeycloakSession phone = session("light-app", "bob");
    String desk = token("light-app", "bob");
    String others = token("light-app", "alice");
    assertThat(light.client(phone.token()).initialize().session()).isNotEmpty();
    assertThat(light.client(desk).initialize().session()).isNotEmpty();

    phone.end();

    for (String token : new String[] {phone.token(), desk}) {
      assertThat(light.client(token).post(McpWire.initialization("2025-11-25")).status())
          .isEqualTo(401);
    }
    assertThat(light.client(others).initialize().session()).isNotEmpty();
    REPORT.add("a logout without sid ended all lightweight tokens of the user");
  }

  @Test
  void aLightweightTokenIsGoodWhereKeycloakIsAskedAndNowhereElse() throws Exception {
    String token = token("light-app", "alice");
    assertThat(TokenEndpoint.claims(token).fieldNames())
        .toIterable()
        .contains("iss", "exp", "sid")
        .doesNotContain("sub", "aud", "realm_access");

    McpWire.Reply called = light.client(token).initialize().callTool("whoami", "{}");

    assertThat(called.body()).contains(" of " + keycloak.issuer());
    assertThat(notes.client(token).post(McpWire.initialization("2025-11-25")).status())
        .isEqualTo(401);
    REPORT.add("lightweight token 200 by introspection, with roles");
  }

  @Test
  void opaqueTokensAndJwtsAreServedByOneEndpointP18() throws Exception {
    String opaque = opaque("notes:read notes:write");
    assertThat(opaque).doesNotContain(".");

    assertThat(notes.client(opaque).initialize().callTool("whoami", "{}").body())
        .contains("opaque-client of " + provider.issuer());
    assertThat(
            notes.client(token("notes-app", "alice")).initialize().callTool("whoami", "{}").body())
        .contains(" of " + keycloak.issuer());
    McpWire reader = notes.client(opaque("notes:read")).initialize();
    assertThat(reader.callTool("whoami", "{}").status()).isEqualTo(403);
    String elsewhere =
        provider
            .tokens()
            .bearer(
                "opaque-client",
                Map.of("resource", light.origin() + "/mcp", "scope", "notes:read"));
    for (String bad : new String[] {elsewhere, opaque + "x"}) {
      assertThat(notes.client(bad).post(McpWire.initialization("2025-11-25")).status())
          .isEqualTo(401);
    }
    REPORT.add("opaque token by a signed answer beside a JWT");
  }

  @Test
  void aRealmThatIsMadeWhileTheServerRunsIsATenantAtOnceP17() throws Exception {
    assertThat(whoami("nobody", token("notes-app", "alice")).statusCode()).isEqualTo(401);

    String issuer = keycloak.createRealm(TENANT, origins());
    TENANTS.add(TENANT);
    String token = KeycloakSession.begin(issuer, "notes-app", "alice").token();

    HttpResponse<String> answer = whoami(TENANT, token);
    assertThat(answer.statusCode()).as(Http.challenge(answer)).isEqualTo(200);
    assertThat(answer.body()).endsWith(" of " + issuer);
    assertThat(whoami(TENANT, token("notes-app", "alice")).statusCode())
        .as("of another realm, with the same audience")
        .isEqualTo(401);
    assertThat(notes.client(token).post(McpWire.initialization("2025-11-25")).status())
        .as("where the realm is no issuer")
        .isEqualTo(401);
    REPORT.add("a new realm 200 at its tenant, and nowhere else");
  }

  @Test
  void aTokenIsExchangedForOneOfAnotherApiUntilItsUserSignsOutW07() throws Exception {
    KeycloakSession alice = session("notes-app", "alice");
    KeycloakSession bob = session("notes-app", "bob");
    try (ExchangingApplication application =
            ExchangingApplication.start(keycloak.issuer(), notes.origin(), "calendar");
        ExchangingApplication other =
            ExchangingApplication.start(keycloak.issuer(), notes.origin(), "nobody")) {
      JsonNode claims = TokenEndpoint.claims(application.tokenSentFor(alice.token()));

      assertThat(claims.path("aud").asText()).isEqualTo("calendar");
      assertThat(claims.path("azp").asText()).isEqualTo("notes-server");
      assertThat(claims.path("sub").asText())
          .isEqualTo(TokenEndpoint.claims(alice.token()).path("sub").asText());
      assertThat(other.tokenSentFor(alice.token())).isEqualTo("SERVER_REFUSED");
      bob.end();
      assertThat(application.tokenSentFor(bob.token())).isEqualTo("CALLER_REFUSED");
      REPORT.add("token exchanged for another audience, not for an unknown one nor after sign-out");
    }
  }

  private static HttpResponse<String> whoami(String tenant, String token) {
    return Http.send(
        Http.to(notes.origin() + "/tenants/" + tenant + "/whoami")
            .header("Authorization", "Bearer " + token));
  }

  private static String opaque(String scopes) throws Exception {
    return provider
        .tokens()
        .bearer("opaque-client", Map.of("resource", notes.origin() + "/mcp", "scope", scopes));
  }

  private static String token(String client, String user) throws Exception {
    return session(client, user).token();
  }

  private static KeycloakSession session(String client, String user) throws Exception {
    return KeycloakSession.begin(keycloak.issuer(), client, user);
  }
}
