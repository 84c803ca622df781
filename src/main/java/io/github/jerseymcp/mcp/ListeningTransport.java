package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the SDK's session sends to when it answers no call: the stream that a GET opened. */
final class ListeningTransport implements McpStreamableServerTransport {

  private final MessageStream stream;
  private final Answers answers;
  private final McpJsonMapper json;

  ListeningTransport(MessageStream stream, Answers answers, McpJsonMapper json) {
    this.stream = stream;
    this.answers = answers;
    this.json = json;
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> stream.send(answers.encode(message)));
  }

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
    return Mono.fromRunnable(stream::complete);
  }

  @Override
  public void close() {
    stream.complete();
  }
}
