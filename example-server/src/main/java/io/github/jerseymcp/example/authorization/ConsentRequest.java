package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import java.util.List;
import java.util.Set;

/** What a user is asked: may this client have these scopes at these resources? */
record ConsentRequest(
    Destination destination, Set<String> scopes, List<String> resources, CodeChallenge challenge) {

  Grant grantedBy(String user) {
    return new Grant(user, destination.client().id(), scopes, resources);
  }
}
