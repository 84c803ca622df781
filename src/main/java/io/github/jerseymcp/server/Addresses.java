package io.github.jerseymcp.server;

import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.resource.BasePath;
import jakarta.ws.rs.core.UriInfo;

/**
 * Tells the public path of the application, and where its metadata documents are.
 *
 * <p>The path is the configured one, else the one that the container reports, spelled in one way so
 * that no encoding of it by a client changes an identifier. Thread-safe.
 */
final class Addresses {

  private final DocumentPlacement placement;
  private volatile MetadataAddress last;

  Addresses(DocumentPlacement placement) {
    this.placement = placement;
    this.last = new MetadataAddress("", placement.atHostRoot());
  }

  /** The path below which the application is reached, {@code ""} or with a leading slash. */
  String basePath(UriInfo uri) {
    return placement.basePath().orElseGet(() -> BasePath.of(uri.getBaseUri().getRawPath()));
  }

  MetadataAddress at(String basePath) {
    MetadataAddress address = last;
    if (!address.basePath().equals(basePath)) {
      address = new MetadataAddress(basePath, placement.atHostRoot());
      last = address;
    }
    return address;
  }
}
