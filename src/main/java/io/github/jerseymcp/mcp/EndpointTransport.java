package io.github.jerseymcp.mcp;

import java.io.IOException;
import java.io.InputStream;

/**
 * What an {@link McpEndpoint} hands its requests to: {@link StreamableMcpTransport} with sessions,
 * or {@link StatelessMcpTransport} without. Thread-safe.
 */
public abstract sealed class EndpointTransport
    permits StreamableMcpTransport, StatelessMcpTransport {

  EndpointTransport() {}

  /** Takes one message of a client. */
  abstract void post(Exchange exchange, InputStream body) throws IOException;

  /** Opens the stream of messages that answer no request, or resumes a stream. */
  abstract void get(Exchange exchange);

  /** Ends a session. */
  abstract void delete(Exchange exchange);
}
