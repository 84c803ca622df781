package io.github.jerseymcp.request;

import io.github.jerseymcp.config.DocumentSettings;
import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.resource.BasePath;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the public path of the application, and where its metadata documents are.
 *
 * <p>The path is the configured one, else the one that the container reports, spelled in one way so
 * that no encoding of it by a client changes an identifier. Thread-safe.
 */
public final class MetadataAddresses {

  private static final Logger logger = LoggerFactory.getLogger(MetadataAddresses.class);

  private final DocumentSettings placement;
  private final AtomicBoolean explained = new AtomicBoolean();
  private volatile MetadataAddress last;

  public MetadataAddresses(DocumentSettings placement) {
    this.placement = placement;
    this.last = new MetadataAddress("", placement.atHostRoot());
  }

  /** The path below which the application is reached, {@code ""} or with a leading slash. */
  public String basePath(UriInfo uri) {
    return placement.basePath().orElseGet(() -> BasePath.of(uri.getBaseUri().getRawPath()));
  }

  /** The path where there is no request: that of the latest one, if any has told it. */
  public String basePath(String atStart) {
    String latest = last.basePath();
    return placement.basePath().orElse(latest.isEmpty() ? atStart : latest);
  }

  /** Tells the operator once what the path of the application means for the documents. */
  public void explain(String basePath) {
    if (!basePath.isEmpty() && !placement.atHostRoot() && explained.compareAndSet(false, true)) {
      logger.info(
          "The application is reached below {}, so its metadata documents are below {}{}, where the"
              + " challenges point. To serve them at the root of the host too, map {} there to this"
              + " application (or call GrizzlyRootDocuments.mount) and set documentsAtHostRoot",
          basePath,
          basePath,
          MetadataAddress.WELL_KNOWN,
          MetadataAddress.WELL_KNOWN);
    }
  }

  /** Where the documents are, if the application has this path. */
  public MetadataAddress at(String basePath) {
    MetadataAddress address = last;
    if (!address.basePath().equals(basePath)) {
      explain(basePath);
      address = new MetadataAddress(basePath, placement.atHostRoot());
      last = address;
    }
    return address;
  }
}
