package io.github.jerseymcp.request;

import io.github.jerseymcp.edge.PublicOrigin;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has passed the edge.
 *
 * @param found its protected resource
 * @param origin the public origin that it was sent to
 * @param peer the address at the other end of the connection, where some setting depends on it
 * @param nonce the DPoP nonce that the answer carries; empty until the proof was looked at
 */
public record AdmittedRequest(
    FoundRequest found, PublicOrigin origin, Optional<InetAddress> peer, Optional<String> nonce)
    implements ProtectedRequest {

  /** A request whose proof has not been looked at. */
  public AdmittedRequest(FoundRequest found, PublicOrigin origin, Optional<InetAddress> peer) {
    this(found, origin, peer, Optional.empty());
  }

  /**
   * The admitted request; null if its path is not protected.
   *
   * @throws IllegalStateException if the edge has not been checked
   */
  public static @Nullable AdmittedRequest of(ContainerRequestContext context) {
    ProtectedRequest request = ProtectedRequest.of(context);
    if (request == null) {
      return null;
    }
    AdmittedRequest admitted = request.admitted();
    if (admitted == null) {
      throw new IllegalStateException("The edge has not been checked");
    }
    return admitted;
  }

  @Override
  public AdmittedRequest admitted() {
    return this;
  }

  /** The same request, whose answer carries a DPoP nonce. */
  public AdmittedRequest answeredWith(String current) {
    return new AdmittedRequest(found, origin, peer, Optional.of(current));
  }

  /** The resource identifier (RFC 8707): origin, base and path. */
  public String identifier() {
    return found.match().identifierAt(origin.toString(), found.basePath());
  }

  /** The public address of this request, without its query (RFC 9449 section 4.3). */
  String targetUri(UriInfo uri) {
    return targetUri(uri.getPath(false));
  }

  /** The same for the undecoded path of a request, relative to the base of the application. */
  public String targetUri(String path) {
    return origin + found.basePath() + (path.startsWith("/") ? path : "/" + path);
  }

  /** Whether the caller speaks HTTPS to the public origin. */
  boolean isSecure() {
    return origin.toString().startsWith("https:");
  }
}
