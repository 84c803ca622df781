package io.github.jerseymcp.mcp;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an {@link McpEndpoint} hands its requests to: {@link StreamableMcpTransport} with sessions,
 * or {@link StatelessMcpTransport} without. Thread-safe.
 */
public abstract sealed class EndpointTransport
    permits StreamableMcpTransport, StatelessMcpTransport {

  EndpointTransport() {}

  /** The verbs that it serves. */
  abstract String[] verbs();

  /** Takes one message of a client. */
  abstract void post(Exchange exchange, InputStream body) throws IOException;

  /** Opens the stream of messages that answer no request, or resumes a stream. */
  abstract void get(Exchange exchange);

  /** Ends a session. */
  abstract void delete(Exchange exchange);

  /** The answer to a verb that it does not serve. */
  final Response notAllowed() {
    return Response.status(Response.Status.METHOD_NOT_ALLOWED).allow(verbs()).build();
  }
}
