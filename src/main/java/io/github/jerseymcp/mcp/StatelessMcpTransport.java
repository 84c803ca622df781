package io.github.jerseymcp.mcp;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Carries a stateless server of the MCP Java SDK over one JAX-RS method: each POST is one message,
 * and its answer is JSON.
 *
 * <p>The resource method hands over the caller, the header fields and the unread body. The body is
 * parsed strictly and once; the scopes of the operation are checked before the server sees it. What
 * a handler throws leaves as a constant text with a correlation id. Thread-safe.
 */
public final class StatelessMcpTransport implements McpStatelessServerTransport {

  private static final Logger logger = LoggerFactory.getLogger(StatelessMcpTransport.class);

  private final OperationPolicy policy;
  private final McpJsonMapper json;
  private final Duration timeout;
  private volatile @Nullable McpStatelessServerHandler handler;

  /**
   * Makes a transport; hand it to {@code McpServer.sync(...)} or {@code McpServer.async(...)}.
   *
   * @param policy the scopes of each operation
   * @param json the JSON mapper of the SDK, {@code McpJsonDefaults.getMapper()} say
   * @param timeout how long a handler may take before the caller gets an error
   */
  public StatelessMcpTransport(OperationPolicy policy, McpJsonMapper json, Duration timeout) {
    this.policy = policy;
    this.json = json;
    this.timeout = timeout;
  }

  /**
   * Answers one message.
   *
   * @param caller the verified caller
   * @param headers the header fields of the request
   * @param body its body, which the library has bounded
   * @throws InsufficientScopeException if the caller lacks a scope of the operation
   * @throws IOException if the body cannot be read
   */
  public Response post(McpPrincipal caller, HttpHeaders headers, InputStream body)
      throws IOException {
    try {
      IncomingMessage message = IncomingMessage.parse(body.readAllBytes());
      MessageHeaders.check(message, headers.getRequestHeaders());
      Set<String> needed = policy.scopesFor(message.operation());
      if (!needed.stream().allMatch(caller::hasScope)) {
        throw new InsufficientScopeException(needed.toArray(String[]::new));
      }
      return message.isNotification() ? accept(caller, message) : answer(caller, message);
    } catch (RefusedMessageException e) {
      return error(e.error(), e.id());
    }
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler serverHandler) {
    this.handler = serverHandler;
  }

  @Override
  public List<String> protocolVersions() {
    return MessageHeaders.VERSIONS;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  private Response accept(McpPrincipal caller, IncomingMessage message) {
    McpOperation operation = message.operation();
    JSONRPCNotification notification =
        new JSONRPCNotification("2.0", operation.method(), operation.parameters());
    try {
      handler().handleNotification(McpCaller.contextOf(caller), notification).block(timeout);
    } catch (RuntimeException e) {
      logger.warn("A notification was not handled", e);
    }
    return Response.accepted().build();
  }

  private Response answer(McpPrincipal caller, IncomingMessage message) throws IOException {
    McpOperation operation = message.operation();
    JSONRPCRequest request =
        new JSONRPCRequest("2.0", operation.method(), message.id(), operation.parameters());
    JSONRPCResponse response;
    try {
      response = handler().handleRequest(McpCaller.contextOf(caller), request).block(timeout);
    } catch (RuntimeException e) {
      return failure(e, message);
    }
    if (response == null) {
      return failure(new IllegalStateException("The server gave no answer"), message);
    }
    return response.error() == null
        ? Response.ok(json.writeValueAsBytes(response), MediaType.APPLICATION_JSON_TYPE).build()
        : error(RpcError.ofCode(response.error().code()), message.id());
  }

  private Response failure(RuntimeException failure, IncomingMessage message) throws IOException {
    String correlation = UUID.randomUUID().toString();
    logger.error("A request failed [{}]", correlation, failure);
    return error(RpcError.INTERNAL, message.id(), Map.of("correlationId", correlation));
  }

  private Response error(RpcError error, @Nullable Object id) throws IOException {
    return error(error, id, Map.of());
  }

  private Response error(RpcError error, @Nullable Object id, Map<String, String> data)
      throws IOException {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("code", error.code());
    detail.put("message", error.text());
    if (!data.isEmpty()) {
      detail.put("data", data);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    if (id != null) {
      answer.put("id", id);
    }
    answer.put("error", detail);
    return Response.status(error.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(json.writeValueAsBytes(answer))
        .build();
  }

  private McpStatelessServerHandler handler() {
    McpStatelessServerHandler current = handler;
    if (current == null) {
      throw new IllegalStateException("Build a server with this transport first");
    }
    return current;
  }
}
