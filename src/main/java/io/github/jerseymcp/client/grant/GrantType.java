package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.token.SignedIn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One way in which tokens are got, from the registration on. Thread-safe. */
public sealed interface GrantType permits BrowserGrant, CallbackGrant, FixedToken, UnattendedGrant {

  /** One sentence for each mistake. */
  List<String> problems();

  /** The only issuer that this grant is for. */
  default Optional<String> issuer() {
    return Optional.empty();
  }

  /** The name in {@code grant_types_supported}. */
  String type();

  /** Gets tokens. */
  SignedIn obtain(Sought sought) throws IOException, InterruptedException;
}
