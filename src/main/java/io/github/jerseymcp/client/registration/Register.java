package io.github.jerseymcp.client.registration;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Inquiry;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes a client known to an authorization server, by the first way that fits it. */
public final class Register {

  private Register() {}

  /** The client. */
  public static RegisteredClient with(
      List<Registration> ways,
      AuthorizationServer server,
      Optional<URI> redirectUri,
      Inquiry inquiry,
      InstantSource time)
      throws AuthorizationFailedException, InterruptedIOException {
    for (Registration way : ways) {
      Optional<RegisteredClient> client = way.register(server, redirectUri, inquiry, time);
      if (client.isPresent()) {
        return client.get();
      }
    }
    throw new AuthorizationFailedException(AuthorizationFault.NO_REGISTRATION);
  }
}
