package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.AnonymousAccess;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.resource.McpHandlers;
import io.github.jerseymcp.token.TokenWatch;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource methods of an MCP endpoint (MCP 2025-11-25, Streamable HTTP).
 *
 * <p>A subclass adds {@code @Path}, {@link io.github.jerseymcp.McpProtected} and its {@link
 * io.github.jerseymcp.OperationScopes}, and nothing else:
 *
 * <pre>{@code
 * @Path("/mcp")
 * @McpProtected(scopes = McpScopes.TOOLS_READ)
 * @OperationScopes(method = "tools/call", value = McpScopes.TOOLS_CALL)
 * public final class NotesEndpoint extends McpEndpoint {
 *   public NotesEndpoint(EndpointTransport transport) {
 *     super(transport);
 *   }
 * }
 * }</pre>
 *
 * <p>Build the SDK's server on the transport before you make the endpoint. A transport serves one
 * class of endpoints, whose rules are always enforced. Requests are answered asynchronously: on a
 * servlet container the servlet must be declared with {@code async-supported}. Thread-safe.
 */
@McpHandlers(operations = EndpointOperations.class)
public abstract class McpEndpoint {

  private static final Logger logger = LoggerFactory.getLogger(McpEndpoint.class);
  private static final AtomicBoolean UNPROTECTED_SAID = new AtomicBoolean();

  private final EndpointTransport transport;

  /**
   * Serves what is behind this transport, by the rules that stand on this class.
   *
   * @throws IllegalStateException if no server was built on the transport, or it serves another
   *     class of endpoints
   * @throws IllegalArgumentException if a rule on this class names no method, or {@link
   *     io.github.jerseymcp.OpenOperation} opens what cannot be open to anybody
   */
  protected McpEndpoint(EndpointTransport transport) {
    transport.serves(getClass());
    this.transport = transport;
  }

  /** What it hands its requests to. */
  final EndpointTransport transport() {
    return transport;
  }

  /** Takes one message of a client. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public final void post(
      @Context @Nullable McpPrincipal caller,
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      @Suspended AsyncResponse response,
      InputStream message)
      throws IOException {
    Optional<EndpointRequest> anonymous = anonymous(request, headers, response);
    EndpointRequest known =
        anonymous.isPresent() ? anonymous.get() : verified(caller, request, headers, response);
    if (known != null) {
      transport.post(known, message);
    }
  }

  /** Opens a stream of messages to the client, or resumes one. */
  @GET
  public final void get(
      @Context @Nullable McpPrincipal caller,
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      @Suspended AsyncResponse response) {
    EndpointRequest verified = verified(caller, request, headers, response);
    if (verified != null) {
      transport.get(verified);
    }
  }

  /** Refuses what would else open a stream that nobody reads. */
  @HEAD
  public final Response head() {
    return transport.notAllowed();
  }

  /** Ends a session. */
  @DELETE
  public final void delete(
      @Context @Nullable McpPrincipal caller,
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      @Suspended AsyncResponse response) {
    EndpointRequest verified = verified(caller, request, headers, response);
    if (verified != null) {
      transport.delete(verified);
    }
  }

  /** A request that the security feature has let in without credentials; empty for all others. */
  private static Optional<EndpointRequest> anonymous(
      ContainerRequestContext request, HttpHeaders headers, AsyncResponse response) {
    return AnonymousAccess.of(request)
        .map(
            access ->
                EndpointRequest.anonymous(
                    access,
                    CallerRates.of(request),
                    TokenWatch.of(request),
                    MessageTrail.ofAnonymous(request),
                    headers,
                    response));
  }

  /** Null, and an answer that never changes, if nothing has verified a caller. */
  private @Nullable EndpointRequest verified(
      @Nullable McpPrincipal caller,
      ContainerRequestContext request,
      HttpHeaders headers,
      AsyncResponse response) {
    try {
      if (caller != null) {
        McpPrincipal snapshot = caller.snapshot();
        return EndpointRequest.ofHttp(
            snapshot,
            CallerAccount.of(request, snapshot),
            CallerRates.of(request),
            TokenWatch.of(request),
            MessageTrail.of(request, snapshot),
            headers,
            response);
      }
    } catch (IllegalStateException e) {
      logger.debug("There is no caller", e);
    }
    if (UNPROTECTED_SAID.compareAndSet(false, true)) {
      logger.error(
          "A call reached an MCP endpoint without a verified caller, and was refused:"
              + " register McpSecurityFeature, and put @McpProtected on the endpoint");
    }
    response.resume(Response.serverError().header("Cache-Control", "no-store").build());
    return null;
  }
}
