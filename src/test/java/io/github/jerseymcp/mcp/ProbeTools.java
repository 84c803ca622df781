package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The tools of the fixture, and what they saw. */
final class ProbeTools {

  /** How often a handler was run, whatever it did. */
  static final int LARGE = 8_000_000;

  final AtomicInteger runs = new AtomicInteger();

  /** The names of calls that were cancelled while they waited. */
  final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();

  private final Map<String, Sinks.One<String>> gates = new ConcurrentHashMap<>();

  /** Lets the call of this name go on, now or when it comes. */
  void release(String name) {
    gate(name).tryEmitValue(name);
  }

  Mono<CallToolResult> echo(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    return Mono.just(
        text(McpCaller.of(exchange.transportContext()).subject() + " " + argument(request)));
  }

  /** Says something before it answers. */
  Mono<CallToolResult> tell(McpAsyncServerExchange exchange, CallToolRequest request) {
    return progress(exchange, argument(request), 1).then(echo(exchange, request));
  }

  /** Waits for its gate. */
  Mono<CallToolResult> wait(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    String name = argument(request);
    return gate(name)
        .asMono()
        .doOnCancel(() -> cancelled.add(name))
        .map(released -> text("released " + released));
  }

  /** Sends a notification before and after its gate. */
  Mono<CallToolResult> report(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    String name = argument(request);
    return progress(exchange, name, 1)
        .then(gate(name).asMono())
        .doOnCancel(() -> cancelled.add(name))
        .flatMap(released -> progress(exchange, name, 2).thenReturn(text("reported " + released)));
  }

  /** Lets the client go between its gates, then ends. */
  Mono<CallToolResult> poll(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    String name = argument(request);
    return progress(exchange, name, 1)
        .then(Mono.fromRunnable(() -> McpStreams.releaseConnection(exchange.transportContext())))
        .then(gate(name).asMono())
        .map(released -> text("polled " + released));
  }

  /** Sends as much as it can, as fast as it can. */
  Mono<CallToolResult> flood(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    String filler = "x".repeat(10_000);
    return Flux.range(0, 5_000)
        .concatMap(count -> progress(exchange, filler, count))
        .then(Mono.just(text("flooded")));
  }

  /** Answers with eight million characters at once. */
  Mono<CallToolResult> large(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    return Mono.just(text("x".repeat(LARGE)));
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  Mono<CallToolResult> ask(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    CreateMessageRequest question =
        CreateMessageRequest.builder(
                List.of(new SamplingMessage(Role.USER, TextContent.builder("why?").build())), 10)
            .build();
    return exchange
        .createMessage(question)
        .map(CreateMessageResult::content)
        .map(content -> text("answered " + ((TextContent) content).text()));
  }

  Mono<CallToolResult> elicit(McpAsyncServerExchange exchange, CallToolRequest request) {
    return exchange
        .createElicitation(
            ElicitFormRequest.builder("Who?", Map.of("type", "object", "properties", Map.of()))
                .build())
        .map(answer -> text("answered " + answer.action()));
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  Mono<CallToolResult> roots(McpAsyncServerExchange exchange, CallToolRequest request) {
    return exchange.listRoots().map(roots -> text("roots " + roots.roots().size()));
  }

  /** Waits for ever, and fails when it is cancelled. */
  Mono<CallToolResult> stubborn(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    Mono<CallToolResult> never =
        Mono.create(
            sink ->
                sink.onCancel(
                    () -> {
                      throw new IllegalStateException("not now");
                    }));
    return progress(exchange, argument(request), 1).then(never);
  }

  Mono<CallToolResult> fail(McpAsyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    return Mono.error(new IllegalStateException("jdbc:secret-password " + argument(request)));
  }

  /** A secret day is told at its gate alone, after a word that it begins. */
  Mono<ReadResourceResult> read(McpAsyncServerExchange exchange, ReadResourceRequest request) {
    String uri = request.uri();
    ReadResourceResult result =
        ReadResourceResult.builder(
                List.of(TextResourceContents.builder(uri, "written at " + uri).build()))
            .build();
    return uri.endsWith("secret")
        ? progress(exchange, uri, 1).then(gate(uri).asMono()).thenReturn(result)
        : Mono.just(result);
  }

  Mono<GetPromptResult> gossip(McpAsyncServerExchange exchange, GetPromptRequest request) {
    return Mono.just(GetPromptResult.builder(List.of()).build());
  }

  Mono<CompleteResult> complete(McpAsyncServerExchange exchange, CompleteRequest request) {
    return Mono.just(new CompleteResult(new CompleteCompletion(List.of("complete"))));
  }

  private Sinks.One<String> gate(String name) {
    return gates.computeIfAbsent(name, key -> Sinks.one());
  }

  private static Mono<Void> progress(McpAsyncServerExchange exchange, String text, int count) {
    return exchange.progressNotification(
        ProgressNotification.builder("token", count).message(text).build());
  }

  private static String argument(CallToolRequest request) {
    Map<String, Object> arguments = request.arguments();
    return arguments == null ? "" : String.valueOf(arguments.get("text"));
  }

  static CallToolResult text(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }
}
