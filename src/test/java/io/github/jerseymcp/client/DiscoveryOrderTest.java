package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where metadata are looked for, and in which order: CL-01, CL-04, negative case 2. */
class DiscoveryOrderTest {

  private static final String ROOT = "/.well-known/oauth-protected-resource";

  private final TestParties parties = new TestParties();

  @AfterEach
  void stop() {
    parties.close();
  }

  @Test
  void asksTheOriginWhereThePathHasNoDocumentCl01() throws Exception {
    rootDocument(parties.origin());

    assertThat(post()).isEqualTo(200);
    assertThat(parties.seen("GET /authorize").get(0).parameters())
        .as("the resource of the document, letter by letter")
        .containsEntry("resource", parties.origin());
  }

  @Test
  void believesNoDocumentOfTheOriginThatNamesThePathCase2() {
    rootDocument(parties.server());

    assertFails(AuthorizationFault.RESOURCE_MISMATCH);
  }

  @Test
  void asksNoFurtherAddressWhereTheFirstOneFails() {
    parties.pointer = false;
    parties.intercept =
        (path, exchange) ->
            path.startsWith(ROOT) && SignInFlowTest.written(exchange, 500, "broken");

    assertFails(AuthorizationFault.NO_METADATA);
    assertThat(parties.seen).hasSize(2);
  }

  @Test
  void looksForAnIssuerWithAPathInThreePlacesCl04() throws Exception {
    String issuer = parties.issuer() + "/tenant";
    parties.resourceChange =
        document -> {
          document.put("authorization_servers", List.of(issuer));
          return document;
        };
    parties.callbackChange =
        callback -> {
          callback.put("iss", issuer);
          return callback;
        };
    parties.intercept =
        (path, exchange) ->
            path.equals("/tenant/.well-known/openid-configuration")
                && json(
                    exchange,
                    Map.of(
                        "issuer",
                        issuer,
                        "authorization_endpoint",
                        parties.issuer() + "/authorize",
                        "token_endpoint",
                        parties.issuer() + "/token",
                        "registration_endpoint",
                        parties.issuer() + "/register",
                        "token_endpoint_auth_methods_supported",
                        List.of("none"),
                        "code_challenge_methods_supported",
                        List.of("S256")));

    assertThat(post()).isEqualTo(200);
    assertThat(parties.seen)
        .extracting(TestParties.Seen::line)
        .containsSubsequence(
            "GET /.well-known/oauth-authorization-server/tenant",
            "GET /.well-known/openid-configuration/tenant",
            "GET /tenant/.well-known/openid-configuration")
        .doesNotContain("GET /.well-known/oauth-authorization-server");
  }

  private void rootDocument(String resource) {
    parties.pointer = false;
    parties.intercept =
        (path, exchange) -> {
          if (path.equals(ROOT)) {
            return json(
                exchange,
                Map.of("resource", resource, "authorization_servers", List.of(parties.issuer())));
          }
          return path.startsWith(ROOT) && SignInFlowTest.written(exchange, 404, "");
        };
  }

  private static boolean json(HttpExchange exchange, Map<String, Object> object) {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    return SignInFlowTest.written(exchange, 200, JSONObjectUtils.toJSONString(object));
  }

  private void assertFails(AuthorizationFault fault) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(this::post)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private int post() throws IOException, InterruptedException {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"))
        .build()
        .httpClient()
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(parties.server()))
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
