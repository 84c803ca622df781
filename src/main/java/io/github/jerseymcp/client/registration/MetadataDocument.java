package io.github.jerseymcp.client.registration;

import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.fetch.SecureAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A client whose identifier is the address of its metadata. */
final class MetadataDocument extends Registration {

  private final String address;

  MetadataDocument(String address) {
    this.address = address;
  }

  @Override
  public List<String> problems() {
    return SecureAddress.isSecureWithQuery(address) && hasPathOfItsOwn(URI.create(address))
        ? List.of()
        : List.of(
            "registrations: the address of client metadata must be https with a path, without user,"
                + " fragment and dot segments");
  }

  private static boolean hasPathOfItsOwn(URI uri) {
    return uri.getRawPath().length() > 1 && uri.normalize().equals(uri);
  }

  @Override
  Optional<RegisteredClient> register(
      AuthorizationServer server, Optional<URI> redirectUri, Inquiry inquiry, InstantSource time) {
    return server.traits().readsMetadataDocuments()
        ? Optional.of(RegisteredClient.open(address, redirectUri))
        : Optional.empty();
  }
}
