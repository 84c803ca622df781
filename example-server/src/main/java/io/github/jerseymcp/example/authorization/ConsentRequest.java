package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user is asked: may this client have these scopes at these resources?
 *
 * @param key the thumbprint of the key that the code is to be bound to (RFC 9449 section 10)
 */
record ConsentRequest(
    Destination destination,
    Set<String> scopes,
    List<String> resources,
    CodeChallenge challenge,
    Optional<String> key) {

  Grant grantedBy(String user) {
    return new Grant(user, destination.client().id(), scopes, resources, key);
  }
}
