package io.github.jerseymcp.server;

import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.container.RequestAuthority;
import io.github.jerseymcp.edge.CheckEdge;
import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.edge.DocumentCors;
import io.github.jerseymcp.edge.EdgeException;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.hk2.api.ServiceLocator;

/**
 * Runs steps 1 and 2 of a request: finds its protected resource, and checks Host, Origin and sizes.
 * Requests for other paths go on untouched. Preflights are answered here, since a browser sends
 * them without a token.
 */
@PreMatching
@Priority(EdgeFilter.PRIORITY)
final class EdgeFilter implements ContainerRequestFilter {

  /** Leaves room for an application's own filters between the edge and authentication. */
  static final int PRIORITY = Priorities.AUTHENTICATION - 200;

  private static final List<String> DOCUMENT_METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final FindProtectedResource find;
  private final CheckEdge checkEdge;
  private final Cors cors;
  private final PeerAddress peer;
  private final RequestAuthority authority;
  private final RequestBodies bodies;
  private final Consumer<ServiceLocator> services;
  private final RefusalLog log;
  private final RefusalWriter writer;

  EdgeFilter(
      FindProtectedResource find,
      CheckEdge checkEdge,
      Cors cors,
      PeerAddress peer,
      RequestAuthority authority,
      RequestBodies bodies,
      Consumer<ServiceLocator> services,
      RefusalLog log,
      RefusalWriter writer) {
    this.find = find;
    this.checkEdge = checkEdge;
    this.cors = cors;
    this.peer = peer;
    this.authority = authority;
    this.bodies = bodies;
    this.services = services;
    this.log = log;
    this.writer = writer;
  }

  /** Hands on what tells about the connection of a request. */
  @Inject
  void findServices(ServiceLocator locator) {
    services.accept(locator);
  }

  @Override
  public void filter(ContainerRequestContext context) {
    SeenRequest.of(context).attachTo(context);
    check(context);
  }

  /**
   * Finds the resource of a request anew, and checks its edge.
   *
   * @return whether the request goes on
   */
  boolean check(ContainerRequestContext context) {
    Optional<CountedBody> body = ProtectedRequest.of(context).flatMap(ProtectedRequest::body);
    ProtectedRequest.clear(context);
    DocumentRequest.clear(context);
    String path = context.getUriInfo().getPath(false);
    try {
      if (FindProtectedResource.isForDocument(path)) {
        return checkDocument(context);
      } else {
        Optional<ProtectedRequest> found = find.of(context, path);
        if (found.isPresent()) {
          body.ifPresent(found.get()::setBody);
          found.get().attachTo(context);
          return checkProtected(context, found.get());
        }
      }
      return true;
    } catch (EdgeException e) {
      log.refusedAtEdge(e.reason(), context.getHeaders());
      context.abortWith(writer.write(Refusal.withoutChallenge(reasonOf(e))));
      return false;
    }
  }

  private boolean checkProtected(ContainerRequestContext context, ProtectedRequest request)
      throws EdgeException {
    authority.addTo(context);
    Optional<InetAddress> address = peer.of(context);
    request.setPeer(address);
    PublicOrigin origin = checkEdge.check(address, context.getHeaders());
    request.setOrigin(origin);
    if (Cors.isPreflight(context.getMethod(), context.getHeaders())) {
      context.abortWith(preflight(cors.preflight(context.getHeaders(), origin).orElseThrow()));
      return false;
    }
    if (request.body().isEmpty()) {
      context.setEntityStream(checkEdge.bounded(context.getEntityStream(), context.getHeaders()));
    }
    if (request.isPublic()) {
      bodies.time(context, request);
    }
    return true;
  }

  private boolean checkDocument(ContainerRequestContext context) throws EdgeException {
    authority.addTo(context);
    new DocumentRequest(checkEdge.checkDocument(peer.of(context), context.getHeaders()))
        .attachTo(context);
    if (Cors.isPreflight(context.getMethod(), context.getHeaders())) {
      context.abortWith(preflight(DocumentCors.preflight()));
      return false;
    }
    if (!DOCUMENT_METHODS.contains(context.getMethod())) {
      // Jersey would go on to look for another route, and find one of the application's.
      context.abortWith(
          Response.status(Response.Status.METHOD_NOT_ALLOWED)
              .header(HttpHeaders.ALLOW, String.join(", ", DOCUMENT_METHODS))
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build());
      return false;
    }
    return true;
  }

  private static Response preflight(Map<String, String> fields) {
    Response.ResponseBuilder response = Response.noContent();
    fields.forEach(response::header);
    return response.build();
  }

  private static Reason reasonOf(EdgeException e) {
    return switch (e.reason()) {
      case HOST_NOT_ALLOWED -> Reason.HOST_NOT_ALLOWED;
      case ORIGIN_NOT_ALLOWED -> Reason.ORIGIN_NOT_ALLOWED;
      case BODY_TOO_LARGE -> Reason.BODY_TOO_LARGE;
      case HEADERS_TOO_LARGE -> Reason.HEADERS_TOO_LARGE;
      case MALFORMED_CONTENT_LENGTH -> Reason.MALFORMED_REQUEST;
    };
  }
}
