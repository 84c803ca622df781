package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizationRequestTest extends AuthorizationServerTest {

  static Stream<Arguments> redirectedErrors() {
    return Stream.of(
        error("no PKCE", "invalid_request", r -> r.codeChallenge((CodeVerifier) null, null)),
        error(
            "plain PKCE",
            "invalid_request",
            r -> r.codeChallenge(new CodeVerifier(), CodeChallengeMethod.PLAIN)),
        error("unknown scope", "invalid_scope", r -> r.scope(new Scope("notes:read", "root"))),
        error(
            "implicit flow",
            "unsupported_response_type",
            r -> r.responseType(ResponseType.TOKEN).responseMode(ResponseMode.QUERY)),
        error(
            "another response mode", "invalid_request", r -> r.responseMode(ResponseMode.FRAGMENT)),
        error(
            "request object by reference",
            "request_not_supported",
            r -> r.requestURI(URI.create("https://client.example.com/request"))));
  }

  private static Arguments error(
      String name, String code, UnaryOperator<AuthorizationRequest.Builder> change) {
    return Arguments.of(name, code, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("redirectedErrors")
  void redirectsErrorsWithStateAndIssuer(
      String name, String code, UnaryOperator<AuthorizationRequest.Builder> change)
      throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    HttpResponse<String> answer =
        client.browser.get(change.apply(client.request(id)).build().toURI());

    AuthorizationErrorResponse error =
        AuthorizationErrorResponse.parse(client.browser.location(answer));
    assertThat(error.getErrorObject().getCode()).as(name).isEqualTo(code);
    assertThat(error.getState()).isEqualTo(DevelopmentClient.STATE);
    assertThat(error.getIssuer()).isEqualTo(new Issuer(server.issuer()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://mcp.example.com/mcp%23x", "/mcp", "%20"})
  void aResourceIsAnAbsoluteUriWithoutFragment(String resource) throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    URI request = client.request(id).resources().build().toURI();

    HttpResponse<String> answer = client.browser.get(URI.create(request + "&resource=" + resource));

    assertThat(
            AuthorizationErrorResponse.parse(client.browser.location(answer))
                .getErrorObject()
                .getCode())
        .isEqualTo("invalid_target");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example.com/callback",
    "http://127.0.0.1:7777/callback/",
    "http://127.0.0.1:7777/callback?x=y",
    "http://127.0.0.1:7777/other",
    "http://localhost:7777/callback",
    "https://127.0.0.1:7777/callback",
    "http://user@127.0.0.1:7777/callback",
    "http://127.0.0.1:7777/callback%20"
  })
  void redirectsNowhereButToTheClient(URI redirectUri) throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    HttpResponse<String> answer =
        client.browser.get(client.request(id).redirectionURI(redirectUri).build().toURI());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(answer.body()).contains("for development only");
  }

  @Test
  void redirectsNowhereForAnUnknownClient() throws Exception {
    HttpResponse<String> answer =
        client.browser.get(client.request(new ClientID("nobody")).build().toURI());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void redirectsNowhereWhenTheRedirectUriIsRepeated() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    URI request = client.request(id).build().toURI();

    HttpResponse<String> answer =
        client.browser.get(URI.create(request + "&redirect_uri=https://evil.example.com"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void theLoopbackPortMayVary() throws Exception {
    ClientID id = client.register(URI.create("http://127.0.0.1/callback"));

    AuthorizationResponse response =
        client.authorize(client.request(id).build(), "alice", "approve");

    assertThat(response.getRedirectionURI()).isEqualTo(DevelopmentClient.CALLBACK);
    assertThat(response.indicatesSuccess()).isTrue();
  }

  @Test
  void thePortOfAnotherHostMayNotVary() throws Exception {
    ClientID id = client.register(URI.create("https://app.example.com/callback"));
    URI other = URI.create("https://app.example.com:8443/callback");

    assertThat(
            client
                .browser
                .get(client.request(id).redirectionURI(other).build().toURI())
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void denialIsRedirected() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    AuthorizationResponse response = client.authorize(client.request(id).build(), "alice", "deny");

    assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
    assertThat(response.getIssuer()).isEqualTo(new Issuer(server.issuer()));
  }

  @Test
  void thePageNamesWhoAsksForWhat() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    HttpResponse<String> page = client.browser.get(client.request(id).build().toURI());

    assertThat(page.body())
        .contains(
            "for development only",
            "Test &lt;client&gt;",
            id.getValue(),
            "notes:read",
            "notes:write",
            DevelopmentClient.CALLBACK.toString(),
            DevelopmentClient.RESOURCE.toString(),
            "alice",
            "bob")
        .doesNotContain("<client>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void onlyTheBrowserThatWasAskedMayAnswer() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    String ticket =
        TestBrowser.ticket(client.browser.get(client.request(id).build().toURI()).body());
    Map<String, String> form = Map.of("ticket", ticket, "user", "alice", "decision", "approve");
    TestBrowser other = new TestBrowser();
    other.get(client.request(id).build().toURI());

    assertThat(new TestBrowser().post(client.decisionEndpoint(), form).statusCode()).isEqualTo(400);
    assertThat(other.post(client.decisionEndpoint(), form).statusCode()).isEqualTo(400);
    assertThat(client.browser.post(client.decisionEndpoint(), form).statusCode()).isEqualTo(303);
  }

  @Test
  void aQuestionIsAnsweredOnce() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    String ticket =
        TestBrowser.ticket(client.browser.get(client.request(id).build().toURI()).body());
    Map<String, String> form = Map.of("ticket", ticket, "user", "alice", "decision", "approve");
    client.browser.post(client.decisionEndpoint(), form);

    assertThat(client.browser.post(client.decisionEndpoint(), form).statusCode()).isEqualTo(400);
  }
}
