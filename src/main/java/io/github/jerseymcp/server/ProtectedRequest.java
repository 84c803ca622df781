package io.github.jerseymcp.server;

import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ResourceMatch;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.InterceptorContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What the steps of one request have found out so far: its resource, its public origin, its caller.
 *
 * <p>It travels in a property of the request, so it is used by one thread at a time.
 */
public final class ProtectedRequest {

  private static final String PROPERTY = ProtectedRequest.class.getName();

  /** Asked for by each filter, so it is made once. */
  private final Optional<ProtectedRequest> self = Optional.of(this);

  private final ResourceMatch match;
  private final String basePath;
  private final boolean isPublic;
  private Optional<PublicOrigin> origin = Optional.empty();
  private Optional<VerifiedPrincipal> caller = Optional.empty();
  private Set<String> required = Set.of();
  private Optional<InetAddress> peer = Optional.empty();
  private Optional<CountedBody> body = Optional.empty();
  private String identifier = "";
  private String scheme = "";
  private String nonce = "";

  ProtectedRequest(ResourceMatch match, String basePath, boolean isPublic) {
    this.match = match;
    this.basePath = basePath;
    this.isPublic = isPublic;
  }

  /** The state that an earlier step has left, if the path is protected. */
  public static Optional<ProtectedRequest> of(ContainerRequestContext context) {
    return context.getProperty(PROPERTY) instanceof ProtectedRequest request
        ? request.self
        : Optional.empty();
  }

  /** Whether the body that is about to be read is of a request to a protected path. */
  static boolean isIn(InterceptorContext context) {
    return context.getProperty(PROPERTY) instanceof ProtectedRequest;
  }

  /** Forgets what anybody may have put in the place of this state. */
  static void clear(ContainerRequestContext context) {
    context.removeProperty(PROPERTY);
  }

  void attachTo(ContainerRequestContext context) {
    context.setProperty(PROPERTY, this);
  }

  ProtectedResource resource() {
    return match.resource();
  }

  /** The path of the application, {@code ""} or with a leading slash. */
  String basePath() {
    return basePath;
  }

  /** The concrete path of the resource below the base. */
  String resourcePath() {
    return match.path();
  }

  /** Whether whoever may pass this request may pass another one. */
  boolean covers(ProtectedRequest other) {
    return match.equals(other.match)
        && basePath.equals(other.basePath)
        && (!isPublic || other.isPublic);
  }

  /** Whether the handler is opened with {@code @McpPublic}. */
  boolean isPublic() {
    return isPublic;
  }

  void setOrigin(PublicOrigin checked) {
    this.origin = Optional.of(checked);
    this.identifier = "";
  }

  /** Empty until the edge was passed. */
  Optional<PublicOrigin> origin() {
    return origin;
  }

  /** The resource identifier (RFC 8707): origin, base and path. */
  String identifier() {
    if (identifier.isEmpty()) {
      identifier = match.identifierAt(checkedOrigin().toString(), basePath);
    }
    return identifier;
  }

  /** The public address of this request, without its query (RFC 9449 section 4.3). */
  String targetUri(UriInfo uri) {
    String path = uri.getPath(false);
    return checkedOrigin() + basePath + (path.startsWith("/") ? path : "/" + path);
  }

  private PublicOrigin checkedOrigin() {
    return origin.orElseThrow(() -> new IllegalStateException("The edge has not been checked"));
  }

  void setPeer(Optional<InetAddress> address) {
    this.peer = address;
  }

  /** The address at the other end of the connection, where some setting depends on it. */
  Optional<InetAddress> peer() {
    return peer;
  }

  void setBody(CountedBody counted) {
    this.body = Optional.of(counted);
  }

  /** The body, once it is counted. */
  Optional<CountedBody> body() {
    return body;
  }

  void setScheme(String presented) {
    this.scheme = presented;
  }

  /** The scheme of the credentials, empty if there are none that could be read. */
  String scheme() {
    return scheme;
  }

  void setNonce(String current) {
    this.nonce = current;
  }

  /** The DPoP nonce that the answer carries, if it carries one. */
  Optional<String> nonce() {
    return nonce.isEmpty() ? Optional.empty() : Optional.of(nonce);
  }

  void setCaller(VerifiedPrincipal verified) {
    this.caller = Optional.of(verified);
  }

  Optional<VerifiedPrincipal> caller() {
    return caller;
  }

  void setRequired(Set<String> scopes) {
    this.required = scopes;
  }

  /** The scopes that this operation was found to need, empty until step 8. */
  Set<String> required() {
    return required;
  }
}
