package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.HandlerProtection;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Takes messages of this process to an endpoint, as its resource methods take those of HTTP. */
public final class LocalDoor {

  private final McpEndpoint endpoint;
  private final Method handler;

  private LocalDoor(McpEndpoint endpoint, Method handler) {
    this.endpoint = endpoint;
    this.handler = handler;
  }

  /** The door of an endpoint. */
  public static LocalDoor of(McpEndpoint endpoint) {
    Method handler =
        Arrays.stream(McpEndpoint.class.getMethods())
            .filter(method -> method.getName().equals("post"))
            .findFirst()
            .orElseThrow();
    return new LocalDoor(endpoint, handler);
  }

  /** What the annotations of its class ask of every caller. */
  public Demand demand() {
    return HandlerProtection.of(endpoint.getClass(), handler, handler).demand();
  }

  /** The path of its class, as it stands in events. */
  public String path() {
    for (Class<?> type = endpoint.getClass(); type != null; type = type.getSuperclass()) {
      Path path = type.getAnnotation(Path.class);
      if (path != null) {
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
      }
    }
    return "/";
  }

  /** Takes one message of a client. */
  public void post(EndpointRequest request, byte[] message) throws IOException {
    endpoint.transport().post(request, new ByteArrayInputStream(message));
  }

  /** Opens the stream of messages that answer no request. */
  public void get(EndpointRequest request) {
    endpoint.transport().get(request);
  }

  /** Ends a session. */
  public void delete(EndpointRequest request) {
    endpoint.transport().delete(request);
  }
}
