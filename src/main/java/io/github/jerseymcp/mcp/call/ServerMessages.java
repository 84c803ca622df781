package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the SDK's session sends its messages to: a call, or the stream that a GET opened. */
public final class ServerMessages implements McpStreamableServerTransport {

  private final Consumer<JSONRPCMessage> destination;
  private final Runnable end;
  private final McpJsonMapper json;

  private ServerMessages(Consumer<JSONRPCMessage> destination, Runnable end, McpJsonMapper json) {
    this.destination = destination;
    this.end = end;
    this.json = json;
  }

  /**
   * The messages of one call: its answer ends it.
   *
   * @param answered hears of the answer before the client does
   */
  public static ServerMessages of(
      Call call, Consumer<JSONRPCResponse> answered, McpJsonMapper json) {
    return new ServerMessages(
        message -> {
          if (message instanceof JSONRPCResponse response) {
            answered.accept(response);
            call.finish(response);
          } else {
            emit(call, message);
          }
        },
        call::close,
        json);
  }

  /** A notification is dropped where it cannot be sent: the handler owes it to nobody. */
  private static void emit(Call call, JSONRPCMessage message) {
    if (!call.emit(message) && !(message instanceof JSONRPCNotification)) {
      throw new IllegalStateException("The client of this call takes no event stream");
    }
  }

  /** Messages that somebody else passes on. */
  public static ServerMessages of(
      Consumer<JSONRPCMessage> destination, Runnable end, McpJsonMapper json) {
    return new ServerMessages(destination, end, json);
  }

  /** The messages that answer no call. */
  public static ServerMessages of(MessageStream listening, CallSupport support) {
    return new ServerMessages(
        message -> {
          OperationNeeds needed =
              message instanceof JSONRPCNotification notification
                  ? support.rules().needsOf(notification)
                  : OperationNeeds.none();
          listening.send(support.answers().encode(message), needed);
        },
        listening::complete,
        support.settings().json());
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> destination.accept(message));
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
    return Mono.fromRunnable(end);
  }

  @Override
  public void close() {
    end.run();
  }
}
