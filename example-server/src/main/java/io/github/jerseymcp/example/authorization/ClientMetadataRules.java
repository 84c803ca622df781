package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import net.minidev.json.JSONObject;

/** Reads client metadata (RFC 7591 section 2), registered or from a document, within our limits. */
final class ClientMetadataRules {

  private ClientMetadataRules() {}

  static Client read(String clientId, JSONObject json) throws RefusedException {
    ClientMetadata metadata = parse(json);
    Set<URI> redirectUris = metadata.getRedirectionURIs();
    if (redirectUris == null
        || redirectUris.isEmpty()
        || redirectUris.size() > Client.MAX_REDIRECT_URIS
        || !redirectUris.stream().allMatch(RedirectUris::isAcceptable)) {
      throw invalidRedirectUri();
    }
    if (metadata.getGrantTypes() != null
        && !metadata.getGrantTypes().contains(GrantType.AUTHORIZATION_CODE)) {
      throw invalid("Clients are served with the authorization code grant");
    }
    Optional<String> name = Optional.ofNullable(metadata.getName());
    if (name.filter(text -> text.length() > Client.MAX_NAME).isPresent()) {
      throw invalid("The client name is too long");
    }
    return new Client(clientId, name, redirectUris);
  }

  private static ClientMetadata parse(JSONObject json) throws RefusedException {
    try {
      return ClientMetadata.parse(json);
    } catch (ParseException e) {
      if (RegistrationError.INVALID_REDIRECT_URI.equals(e.getErrorObject())) {
        throw invalidRedirectUri();
      }
      throw invalid("The client metadata are not as RFC 7591 describes them");
    }
  }

  private static RefusedException invalidRedirectUri() {
    return new RefusedException(
        RegistrationError.INVALID_REDIRECT_URI,
        "One to ten redirect URIs are needed, each https, or http on loopback");
  }

  static RefusedException invalid(String description) {
    return new RefusedException(RegistrationError.INVALID_CLIENT_METADATA, description);
  }
}
