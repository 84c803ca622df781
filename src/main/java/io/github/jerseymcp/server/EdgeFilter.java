package io.github.jerseymcp.server;

import io.github.jerseymcp.body.CountedBody;
import io.github.jerseymcp.body.RequestBodies;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.container.RequestAuthority;
import io.github.jerseymcp.edge.CheckEdge;
import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.edge.EdgeException;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.PlainRefusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.EdgeRefusal;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.request.FoundRequest;
import io.github.jerseymcp.request.PlainRequests;
import io.github.jerseymcp.request.ProtectedRequest;
import io.github.jerseymcp.request.RequestFingerprint;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

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

  private final FindProtectedResource find;
  private final CheckEdge checkEdge;
  private final Cors cors;
  private final PeerAddress peer;
  private final RequestAuthority authority;
  private final RequestBodies bodies;
  private final RefusalWriter writer;
  private final PlainRequests plain;

  EdgeFilter(
      FindProtectedResource find,
      CheckEdge checkEdge,
      Cors cors,
      PeerAddress peer,
      RequestAuthority authority,
      RequestBodies bodies,
      RefusalWriter writer,
      PlainRequests plain) {
    this.find = find;
    this.checkEdge = checkEdge;
    this.cors = cors;
    this.peer = peer;
    this.authority = authority;
    this.bodies = bodies;
    this.writer = writer;
    this.plain = plain;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    RequestFingerprint.of(context).attachTo(context);
    CountedBody.clear(context);
    check(context);
  }

  /**
   * Finds the resource of a request anew, and checks its edge.
   *
   * @return whether the request goes on
   */
  boolean check(ContainerRequestContext context) {
    ProtectedRequest.clear(context);
    DocumentRequest.clear(context);
    String path = context.getUriInfo().getPath(false);
    try {
      if (FindProtectedResource.isForDocument(path)) {
        return checkDocument(context);
      }
      FoundRequest found = find.of(context, path);
      if (found == null) {
        return true;
      }
      found.attachTo(context);
      return checkProtected(context, found);
    } catch (EdgeException e) {
      context.abortWith(writer.write(context, EdgeRefusal.of(e.fault()), Grounds.of(e.fault())));
      return false;
    }
  }

  private boolean checkProtected(ContainerRequestContext context, FoundRequest found)
      throws EdgeException {
    authority.addTo(context);
    Optional<InetAddress> address = peer.of(context);
    PublicOrigin origin = checkEdge.check(address, context.getHeaders());
    plain.note(context, address);
    new AdmittedRequest(found, origin, address).attachTo(context);
    if (Cors.isPreflight(context.getMethod(), context.getHeaders())) {
      context.abortWith(preflight(cors.preflight(context.getHeaders(), origin).orElseThrow()));
      return false;
    }
    if (CountedBody.of(context) == null) {
      context.setEntityStream(checkEdge.bounded(context.getEntityStream(), context.getHeaders()));
    }
    if (found.isPublic()) {
      bodies.time(context);
    }
    return true;
  }

  private boolean checkDocument(ContainerRequestContext context) throws EdgeException {
    authority.addTo(context);
    new DocumentRequest(checkEdge.checkDocument(peer.of(context), context.getHeaders()))
        .attachTo(context);
    if (Cors.isPreflight(context.getMethod(), context.getHeaders())) {
      context.abortWith(DocumentAnswer.preflight());
      return false;
    }
    if (!DocumentAnswer.allows(context.getMethod())) {
      // Jersey would go on to look for another route, and find one of the application's.
      context.abortWith(
          writer.write(context, PlainRefusal.DOCUMENT_METHOD, DocumentAnswer.notAllowed()));
      return false;
    }
    return true;
  }

  private static Response preflight(Map<String, String> fields) {
    Response.ResponseBuilder response = Response.noContent();
    fields.forEach(response::header);
    return response.build();
  }
}
