package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.mcp.McpCaller;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolRequest;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.modern.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.modern.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.modern.McpSchema.ElicitResult;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.Role;
import io.modelcontextprotocol.modern.McpSchema.SamplingMessage;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.InputResponses;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Tools in the form of MCP 2026-07-28 that ask, and count what they do. */
@SuppressWarnings("deprecation") // Servers may still ask clients for samples and roots.
final class AskingTools implements McpSyncToolRepository {

  static final ClientCapabilities FORMS =
      ClientCapabilities.builder()
          .elicitation(
              new ClientCapabilities.Elicitation(new ClientCapabilities.Elicitation.Form(), null))
          .build();

  /** What was done before the question, and after the answer. */
  final AtomicInteger prepared = new AtomicInteger();

  final AtomicInteger done = new AtomicInteger();
  final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  final CountDownLatch release = new CountDownLatch(1);

  private final Map<String, McpSyncTool> tools =
      Map.of(
          "plain", tool("plain", (context, request) -> said("plain " + request.arguments())),
          "name", asking("name", this::name),
          "all", tool("all", this::all),
          "bare", tool("bare", this::bare),
          "forever", tool("forever", (context, request) -> forever()),
          "hang", tool("hang", this::hang),
          "fail", tool("fail", this::fail),
          "report", reporting());

  @Override
  public ToolsPage list(McpRequestContext context, String cursor) {
    return ToolsPage.of(
        Stream.of("plain", "name", "all").map(name -> tools.get(name).definition()).toList());
  }

  @Override
  public McpSyncTool find(McpRequestContext context, String name) {
    return tools.get(name);
  }

  /** Asks with a state; what was prepared is in it. */
  private CallToolOutcome name(McpRequestContext context, CallToolRequest request) {
    if (request.requestState() == null) {
      return InputRequiredResult.builder()
          .elicit("name", form("What is your name?"))
          .requestState("prepared " + prepared.incrementAndGet())
          .build();
    }
    Optional<ElicitResult> answer = answer(request, "name", ElicitResult.class);
    if (answer.isEmpty()) {
      return InputRequiredResult.builder()
          .elicit("name", form("Again: what is your name?"))
          .requestState(request.requestState())
          .build();
    }
    done.incrementAndGet();
    ElicitResult given = answer.get();
    return said(
        given.action()
            + " "
            + given.content()
            + " "
            + request.requestState()
            + " "
            + McpCaller.of(context.transportContext()).subject()
            + request.arguments());
  }

  /** Asks three things at once. */
  private CallToolOutcome all(McpRequestContext context, CallToolRequest request) {
    if (request.inputResponses() != null && request.inputResponses().size() == 3) {
      done.incrementAndGet();
      return said("all " + request.inputResponses());
    }
    return InputRequiredResult.builder()
        .elicit("name", form("What is your name?"))
        .createMessage(
            "sample",
            CreateMessageRequest.builder(
                    List.of(
                        SamplingMessage.builder(Role.USER, TextContent.builder("Say hi").build())
                            .build()),
                    10)
                .build())
        .listRoots("roots")
        .requestState("three")
        .build();
  }

  /** Asks without a state. */
  private CallToolOutcome bare(McpRequestContext context, CallToolRequest request) {
    if (request.inputResponses() == null || !request.inputResponses().containsKey("name")) {
      return InputRequiredResult.builder().elicit("name", form("Who?")).build();
    }
    done.incrementAndGet();
    return said("state " + request.requestState());
  }

  private CallToolOutcome forever() {
    done.incrementAndGet();
    return InputRequiredResult.builder().elicit("more", form("More?")).requestState("on").build();
  }

  private CallToolOutcome hang(McpRequestContext context, CallToolRequest request) {
    if (request.requestState() == null) {
      return InputRequiredResult.builder().elicit("go", form("Go?")).requestState("go").build();
    }
    told.add("hanging");
    try {
      release.await();
    } catch (InterruptedException e) {
      told.add("interrupted");
    }
    return said("hung");
  }

  private CallToolOutcome fail(McpRequestContext context, CallToolRequest request) {
    throw new IllegalStateException("s3cr3t");
  }

  private static McpSyncTool reporting() {
    return McpSyncTool.of(
        definition("report"),
        (context, request) ->
            McpSyncResponse.streaming(
                client -> {
                  client.progress(1, 2.0, "half");
                  return request.requestState() == null
                      ? InputRequiredResult.builder()
                          .elicit("go", form("Go?"))
                          .requestState("go")
                          .build()
                      : said("reported");
                }));
  }

  private static <T> Optional<T> answer(CallToolRequest request, String key, Class<T> type) {
    return Optional.ofNullable(request.inputResponses())
        .filter(responses -> responses.containsKey(key))
        .map(responses -> InputResponses.get(responses, key, type, McpJsonDefaults.getMapper()));
  }

  private static McpSyncTool tool(
      String name, BiFunction<McpRequestContext, CallToolRequest, CallToolOutcome> handler) {
    return McpSyncTool.of(
        definition(name),
        (context, request) -> McpSyncResponse.result(handler.apply(context, request)));
  }

  /** One that runs for clients alone whose users it can ask. */
  private static McpSyncTool asking(
      String name, BiFunction<McpRequestContext, CallToolRequest, CallToolOutcome> handler) {
    return McpSyncTool.of(
        definition(name),
        FORMS,
        (context, request) -> McpSyncResponse.result(handler.apply(context, request)));
  }

  private static Tool definition(String name) {
    return Tool.builder(
            name,
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("text", Map.of("type", "string", "x-mcp-header", "Text"))))
        .build();
  }

  static ElicitFormRequest form(String message) {
    return ElicitFormRequest.builder(
            message,
            Map.of("type", "object", "properties", Map.of("name", Map.of("type", "string"))))
        .build();
  }

  private static CallToolResult said(String text) {
    return CallToolResult.builder().addContent(TextContent.builder(text).build()).build();
  }
}
