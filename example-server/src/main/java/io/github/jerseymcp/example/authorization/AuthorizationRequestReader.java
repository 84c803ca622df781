package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an authorization request in two steps: where the answer may go, then what is asked. Only
 * after the first may an error be redirected (RFC 6749 section 4.1.2.1).
 */
final class AuthorizationRequestReader {

  private final Clients clients;
  private final ScopeRules scopes;
  private final ResourceRules resources;

  AuthorizationRequestReader(Clients clients, ScopeRules scopes, ResourceRules resources) {
    this.clients = clients;
    this.scopes = scopes;
    this.resources = resources;
  }

  Destination destination(Map<String, List<String>> parameters) throws UntrustedClientException {
    String clientId =
        only(parameters, "client_id")
            .orElseThrow(() -> new UntrustedClientException("The request names no client"));
    Client client = clients.find(clientId);
    URI redirectUri = redirectUri(client, only(parameters, "redirect_uri"));
    return new Destination(client, redirectUri, only(parameters, "state").map(State::new));
  }

  ConsentRequest read(Map<String, List<String>> parameters, Destination destination)
      throws RefusedException {
    AuthorizationRequest request = parse(parameters);
    if (request.specifiesRequestObject()) {
      throw refused(OAuth2Error.REQUEST_NOT_SUPPORTED, "Request objects are not supported");
    }
    if (!ResponseType.CODE.equals(request.getResponseType())) {
      throw refused(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "The response type must be code");
    }
    if (!ResponseMode.QUERY.equals(request.impliedResponseMode())) {
      throw refused(OAuth2Error.INVALID_REQUEST, "The response mode must be query");
    }
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
      throw refused(OAuth2Error.INVALID_REQUEST, "PKCE with S256 is required");
    }
    return new ConsentRequest(
        destination,
        scopes.grantable(request.getScope()),
        resources.requested(request.getResources()),
        request.getCodeChallenge(),
        Optional.ofNullable(request.getDPoPJWKThumbprintConfirmation())
            .map(key -> key.getValue().toString()));
  }

  private static AuthorizationRequest parse(Map<String, List<String>> parameters)
      throws RefusedException {
    try {
      return AuthorizationRequest.parse(parameters);
    } catch (ParseException e) {
      throw RefusedException.malformed(e);
    }
  }

  private static URI redirectUri(Client client, Optional<String> requested)
      throws UntrustedClientException {
    if (requested.isEmpty() && client.redirectUris().size() == 1) {
      return client.redirectUris().iterator().next();
    }
    try {
      return requested
          .map(URI::create)
          .filter(client::mayRedirectTo)
          .orElseThrow(() -> new UntrustedClientException("The redirect URI is not the client's"));
    } catch (IllegalArgumentException e) {
      throw new UntrustedClientException("The redirect URI is not a URI");
    }
  }

  private static Optional<String> only(Map<String, List<String>> parameters, String name)
      throws UntrustedClientException {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new UntrustedClientException("The request repeats a parameter");
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  private static RefusedException refused(ErrorObject error, String description) {
    return new RefusedException(error, description);
  }
}
