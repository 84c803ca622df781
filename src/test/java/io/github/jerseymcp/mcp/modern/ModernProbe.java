package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.McpCaller;
import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.McpSchema.CacheScope;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolRequest;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.modern.McpSchema.Resource;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.TextResourceContents;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpAsyncResponse;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpAsyncTool;
import io.modelcontextprotocol.modern.server.feature.McpAsyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A server of MCP 2026-07-28 whose tools a test watches. */
final class ModernProbe implements McpAsyncToolRepository {

  static final String SECRET = "s3cr3t-of-the-handler";

  /** A resource that always asks for more. */
  static final String ENDLESS = "endless://all";

  final AtomicInteger runs = new AtomicInteger();
  final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
  final McpChangeFeed changes = new McpChangeFeed();

  private final Map<String, McpAsyncTool.Handler> handlers =
      Map.of(
          "echo",
          (context, request) ->
              said(McpCaller.of(context.transportContext()).subject() + request.arguments()),
          "quote",
          (context, request) -> Mono.just(McpAsyncResponse.result(quote(request.arguments()))),
          "ask",
          (context, request) -> Mono.just(McpAsyncResponse.result(ask(request))),
          "shred",
          (context, request) -> Mono.just(McpAsyncResponse.result(shred(request))),
          "fail",
          (context, request) -> said("danger"),
          "throw",
          (context, request) -> Mono.error(new IllegalStateException(SECRET)),
          "refuse",
          (context, request) -> Mono.error(new McpException(-32002, SECRET)),
          "tell",
          (context, request) ->
              Mono.just(
                  McpAsyncResponse.streaming(
                      client ->
                          client
                              .progress(1, 2.0, null)
                              .then(Mono.<CallToolOutcome>never())
                              .doOnCancel(() -> cancelled.add("tell")))),
          "sample",
          (context, request) -> said("sampled"));

  McpServer server() {
    return McpServer.builder()
        .serverInfo(Implementation.builder("probe", "1").build())
        .feature(ToolsFeature.ofAsync(this))
        .feature(ResourcesFeature.ofSync(new Diary()))
        .subscriptions(changes)
        .discoverCache(60_000, CacheScope.PUBLIC)
        .build();
  }

  /** Two pages, which a cache may show to everybody. */
  @Override
  public Mono<ToolsPage> list(McpRequestContext context, String cursor) {
    List<String> names =
        cursor == null
            ? List.of("echo", "fail")
            : List.of("refuse", "tell", "quote", "ask", "shred");
    return Mono.just(
        new ToolsPage(
            names.stream().map(ModernProbe::tool).toList(),
            cursor == null ? "more" : null,
            1000L,
            CacheScope.PUBLIC));
  }

  @Override
  @SuppressWarnings("deprecation") // Servers may still ask clients for it.
  public Mono<McpAsyncTool> find(McpRequestContext context, String name) {
    McpAsyncTool.Handler handler = handlers.get(name);
    ClientCapabilities needed =
        name.equals("sample")
            ? ClientCapabilities.builder().sampling().build()
            : ClientCapabilities.NONE;
    return handler == null
        ? Mono.empty()
        : Mono.just(
            McpAsyncTool.of(
                tool(name),
                needed,
                (called, request) -> {
                  runs.incrementAndGet();
                  return handler.call(called, request);
                }));
  }

  static Tool tool(String name) {
    return Tool.builder(
            name,
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("text", Map.of("type", "string", "x-mcp-header", "Text"))))
        .build();
  }

  private static Mono<McpAsyncResponse<CallToolOutcome>> said(String text) {
    return Mono.just(
        McpAsyncResponse.result(
            CallToolResult.builder().addContent(TextContent.builder(text).build()).build()));
  }

  /** Asks something of its own before it does what it is told to. */
  private static CallToolOutcome shred(CallToolRequest request) {
    return "sure".equals(request.requestState())
        ? CallToolResult.builder()
            .addContent(TextContent.builder("shredded " + request.arguments()).build())
            .build()
        : InputRequiredResult.builder().requestState("sure").build();
  }

  /** Asks twice, and says then what it was told to remember. */
  private static CallToolOutcome ask(CallToolRequest request) {
    String state = request.requestState() == null ? "" : request.requestState();
    return state.equals("first,second,")
        ? CallToolResult.builder().addContent(TextContent.builder("asked " + state).build()).build()
        : InputRequiredResult.builder()
            .requestState(state + (state.isEmpty() ? "first," : "second,"))
            .build();
  }

  /** An error of a tool with a text of its own, which begins as one of the SDK does. */
  private static CallToolResult quote(Map<String, Object> arguments) {
    return CallToolResult.builder()
        .addContent(TextContent.builder("Invalid arguments: none of " + arguments.keySet()).build())
        .isError(true)
        .build();
  }

  /** One resource, {@code diary://today}, which can be watched. */
  private static final class Diary implements McpSyncResourceRepository {

    private static final String TODAY = "diary://today";

    @Override
    public ResourcesPage list(McpRequestContext context, String cursor) {
      return ResourcesPage.of(List.of(Resource.builder(TODAY, "today").build()));
    }

    @Override
    public McpSyncResource find(McpRequestContext context, String uri) {
      if (uri.equals(ENDLESS)) {
        return McpSyncResource.of(
            (called, request) ->
                McpSyncResponse.result(InputRequiredResult.builder().requestState("on").build()));
      }
      return uri.equals(TODAY)
          ? McpSyncResource.of(
              (called, request) ->
                  McpSyncResponse.result(
                      ReadResourceResult.builder(
                              List.of(TextResourceContents.builder(TODAY, "dear").build()))
                          .build()))
          : null;
    }

    @Override
    public boolean supportsSubscribe() {
      return true;
    }
  }
}
