package io.github.jerseymcp.example.authorization;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** A public client: it proves with PKCE that it began what it ends, and has no secret. */
record Client(String id, Optional<String> name, Set<URI> redirectUris) {

  static final int MAX_NAME = 100;
  static final int MAX_REDIRECT_URIS = 10;

  Client {
    redirectUris = Set.copyOf(redirectUris);
  }

  boolean mayRedirectTo(URI requested) {
    return redirectUris.stream()
        .anyMatch(registered -> RedirectUris.matches(registered, requested));
  }
}
