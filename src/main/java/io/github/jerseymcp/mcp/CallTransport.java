package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the SDK's session sends the messages of one call to. */
final class CallTransport implements McpStreamableServerTransport {

  private final Call call;
  private final McpJsonMapper json;

  CallTransport(Call call, McpJsonMapper json) {
    this.call = call;
    this.json = json;
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> send(message));
  }

  /** Event ids are the stream's own, so the SDK's are not used. */
  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
    return sendMessage(message);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(call::close);
  }

  @Override
  public void close() {
    call.close();
  }

  private void send(JSONRPCMessage message) {
    if (message instanceof JSONRPCResponse response) {
      call.finish(response);
    } else {
      call.emit(message);
    }
  }
}
