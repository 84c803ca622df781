package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.Exchange;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link McpEndpoint} hands its requests to: {@link StreamableMcpTransport} with sessions,
 * or {@link StatelessMcpTransport} without. Thread-safe.
 */
public abstract sealed class EndpointTransport
    permits StreamableMcpTransport, StatelessMcpTransport {

  private final AuthoriseOperation rules;
  private @Nullable Class<?> endpoint;

  public EndpointTransport(AuthoriseOperation rules) {
    this.rules = rules;
  }

  /**
   * Takes over the rules that stand on an endpoint class, beside those of the settings.
   *
   * @throws IllegalStateException if it serves another class already, or no server
   */
  final synchronized void serves(Class<?> type) {
    if (!hasServer()) {
      throw new IllegalStateException(
          "Build a server of the MCP SDK on the transport before you make "
              + type.getName()
              + " with it");
    }
    Class<?> declared = declared(type);
    if (endpoint == null) {
      rules.add(OperationPolicy.annotated(type));
      endpoint = declared;
    } else if (!endpoint.equals(declared)) {
      throw new IllegalStateException(
          "One transport serves one endpoint class, since their rules differ: give "
              + declared.getName()
              + " another than "
              + endpoint.getName());
    }
  }

  /** A container may make a subclass, as a proxy: it has no path of its own. */
  private static Class<?> declared(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.isAnnotationPresent(Path.class)) {
        return each;
      }
    }
    return type;
  }

  /** Whether a server of the SDK was built on it. */
  abstract boolean hasServer();

  /** The verbs that it serves. */
  abstract String[] verbs();

  /** Takes one message of a client. */
  public abstract void post(Exchange exchange, InputStream body) throws IOException;

  /** Opens the stream of messages that answer no request, or resumes a stream. */
  public abstract void get(Exchange exchange);

  /** Ends a session. */
  abstract void delete(Exchange exchange);

  /** The answer to a verb that it does not serve. */
  final Response notAllowed() {
    return Response.status(Response.Status.METHOD_NOT_ALLOWED).allow(verbs()).build();
  }
}
