package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.McpProtected;
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
  private final HandlerProtection protection;

  private LocalDoor(McpEndpoint endpoint, HandlerProtection protection) {
    this.endpoint = endpoint;
    this.protection = protection;
  }

  /**
   * The door of an endpoint.
   *
   * @throws IllegalStateException if its annotations contradict each other, which stops the start
   *     of an application over HTTP as well
   */
  public static LocalDoor of(McpEndpoint endpoint) {
    Method handler =
        Arrays.stream(McpEndpoint.class.getMethods())
            .filter(method -> method.getName().equals("post"))
            .findFirst()
            .orElseThrow();
    HandlerProtection protection = HandlerProtection.of(endpoint.getClass(), handler, handler);
    if (!protection.problems().isEmpty()) {
      throw new IllegalStateException(
          endpoint.getClass().getName() + " " + String.join("; ", protection.problems()));
    }
    return new LocalDoor(endpoint, protection);
  }

  /** What the annotations of its class ask of every caller. */
  public Demand demand() {
    return protection.demand();
  }

  /** Whether the annotations of its class let callers of this issuer in. */
  public boolean trusts(String issuer) {
    return protection.onClass().stream()
        .map(McpProtected::issuers)
        .allMatch(issuers -> issuers.length == 0 || Arrays.asList(issuers).contains(issuer));
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
