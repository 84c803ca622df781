package io.github.jerseymcp.stdio;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** A transport as the SDK uses one, and what came over it. */
final class Talk implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final StdioTransport transport;
  private final BlockingQueue<JSONRPCMessage> received = new LinkedBlockingQueue<>();

  private Talk(StdioTransport transport) {
    this.transport = transport;
  }

  static Talk with(LocalCommand command) {
    Talk talk = new Talk(new StdioTransport(command, McpJsonDefaults.getMapper()));
    talk.transport.connect(in -> in.doOnNext(talk.received::add)).block();
    return talk;
  }

  StdioTransport transport() {
    return transport;
  }

  /** Asks something under the id 1, and answers what is said to it. */
  JSONRPCResponse ask() throws InterruptedException {
    send();
    return (JSONRPCResponse) next();
  }

  void send() {
    transport.sendMessage(new JSONRPCRequest("ping", "1", null)).block();
  }

  JSONRPCMessage next() throws InterruptedException {
    JSONRPCMessage message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("Nothing came");
    }
    return message;
  }

  int waiting() {
    return received.size();
  }

  Mono<Void> sending(JSONRPCMessage message) {
    return transport.sendMessage(message);
  }

  @Override
  public void close() {
    transport.close();
  }
}
