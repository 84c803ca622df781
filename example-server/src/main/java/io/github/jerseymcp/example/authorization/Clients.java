package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;

/** Finds the client that a request is about. */
final class Clients {

  private final RegisteredClients registered;
  private final ClientMetadataDocuments documents;

  Clients(RegisteredClients registered, ClientMetadataDocuments documents) {
    this.registered = registered;
    this.documents = documents;
  }

  /** The client that asks for an authorization. */
  Client find(String clientId) throws UntrustedClientException {
    if (ClientMetadataDocuments.isDocument(clientId)) {
      return documents.load(clientId);
    }
    return registered
        .find(clientId)
        .orElseThrow(() -> new UntrustedClientException("The client is not registered here"));
  }

  /** The public client that asks for a token; that it began the grant is for the grant to check. */
  String identify(TokenRequest request) throws RefusedException {
    if (request.getClientAuthentication() != null) {
      throw new RefusedException(OAuth2Error.INVALID_CLIENT, "This grant is for public clients");
    }
    String clientId = request.getClientID() == null ? "" : request.getClientID().getValue();
    if (!ClientMetadataDocuments.isDocument(clientId) && registered.find(clientId).isEmpty()) {
      throw new RefusedException(OAuth2Error.INVALID_CLIENT, "The client is not registered here");
    }
    return clientId;
  }
}
