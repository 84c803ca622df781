package io.github.jerseymcp.example.authorization;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** An OAuth client made of Nimbus' classes, and the browser of its user. */
final class DevelopmentClient {

  static final URI CALLBACK = URI.create("http://127.0.0.1:7777/callback");
  static final URI RESOURCE = URI.create("https://mcp.example.com/mcp");
  static final State STATE = new State("state-1");

  final CodeVerifier verifier = new CodeVerifier();
  final TestBrowser browser = new TestBrowser();
  private final Endpoints endpoints;

  DevelopmentClient(String issuer) {
    this.endpoints = new Endpoints(issuer);
  }

  ClientID register(URI... redirectUris) throws Exception {
    ClientMetadata metadata = new ClientMetadata();
    metadata.setName("Test <client>");
    metadata.setRedirectionURIs(Set.of(redirectUris));
    HTTPResponse answer =
        new ClientRegistrationRequest(endpoints.registration(), metadata, null)
            .toHTTPRequest()
            .send();
    ClientInformationResponse response =
        (ClientInformationResponse) ClientRegistrationResponse.parse(answer);
    return response.getClientInformation().getID();
  }

  AuthorizationRequest.Builder request(ClientID client) {
    return new AuthorizationRequest.Builder(ResponseType.CODE, client)
        .endpointURI(endpoints.authorization())
        .redirectionURI(CALLBACK)
        .scope(new Scope("notes:read", "notes:write"))
        .state(STATE)
        .resource(RESOURCE)
        .codeChallenge(verifier, CodeChallengeMethod.S256);
  }

  /** Opens the consent page, answers it, and reads the redirect. */
  AuthorizationResponse authorize(AuthorizationRequest request, String user, String decision)
      throws Exception {
    String page = browser.get(request.toURI()).body();
    Map<String, String> form =
        Map.of("ticket", TestBrowser.ticket(page), "user", user, "decision", decision);
    return AuthorizationResponse.parse(browser.location(browser.post(decisionEndpoint(), form)));
  }

  String code(ClientID client) throws Exception {
    return authorize(request(client).build(), "alice", "approve")
        .toSuccessResponse()
        .getAuthorizationCode()
        .getValue();
  }

  Tokens tokens(ClientID client) throws Exception {
    return redeem(client, code(client)).toSuccessResponse().getTokens();
  }

  TokenResponse redeem(ClientID client, String code) throws Exception {
    return redeem(client, code, CALLBACK, verifier);
  }

  TokenResponse redeem(ClientID client, String code, URI callback, CodeVerifier codeVerifier)
      throws Exception {
    return send(
        client,
        new AuthorizationCodeGrant(new AuthorizationCode(code), callback, codeVerifier),
        null);
  }

  TokenResponse refresh(ClientID client, RefreshToken token, String... scopes) throws Exception {
    return send(
        client, new RefreshTokenGrant(token), scopes.length == 0 ? null : new Scope(scopes));
  }

  TokenResponse send(ClientID client, AuthorizationGrant grant, Scope scope, URI... resources)
      throws Exception {
    TokenRequest.Builder request = new TokenRequest.Builder(endpoints.token(), client, grant);
    if (scope != null) {
      request.scope(scope);
    }
    if (resources.length > 0) {
      request.resources(resources);
    }
    return TokenResponse.parse(request.build().toHTTPRequest().send());
  }

  HTTPResponse post(URI endpoint, ContentType type, String body) throws Exception {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
    request.setEntityContentType(type);
    request.setBody(body);
    return request.send();
  }

  URI decisionEndpoint() {
    return URI.create(endpoints.authorization() + "/decision");
  }
}
