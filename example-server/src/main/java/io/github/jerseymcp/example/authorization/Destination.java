package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import java.net.URI;
import java.util.Optional;

/** A client, and the redirect URI of its own that an authorization response may go to. */
record Destination(Client client, URI redirectUri, Optional<State> state) {

  /** The address that carries a code, with {@code iss} (RFC 9207). */
  URI withCode(String code, Issuer issuer) {
    return new AuthorizationSuccessResponse(
            redirectUri,
            new AuthorizationCode(code),
            null,
            state.orElse(null),
            issuer,
            ResponseMode.QUERY)
        .toURI();
  }

  /** The address that carries an error, with {@code iss} (RFC 9207). */
  URI withError(ErrorObject error, Issuer issuer) {
    return new AuthorizationErrorResponse(
            redirectUri, error, state.orElse(null), issuer, ResponseMode.QUERY)
        .toURI();
  }
}
