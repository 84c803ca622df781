package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.answer.UnaskedTools;
import io.github.jerseymcp.mcp.message.RpcError;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What a server of MCP 2026-07-28 answers, as older versions say it. */
record OlderResults(McpJsonMapper json, ErrorScrubber scrubber) {

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};
  private static final String CALL = "tools/call";
  private static final String READ = "resources/read";
  private static final int MISSING_CAPABILITY = -32021;
  private static final int INVALID_PARAMS = -32602;
  private static final int NO_SUCH_RESOURCE = -32002;

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "tools/list",
          ListToolsResult.class,
          CALL,
          CallToolResult.class,
          "prompts/list",
          ListPromptsResult.class,
          "prompts/get",
          GetPromptResult.class,
          "resources/list",
          ListResourcesResult.class,
          "resources/templates/list",
          ListResourceTemplatesResult.class,
          READ,
          ReadResourceResult.class,
          "completion/complete",
          CompleteResult.class);

  static Set<String> methods() {
    return TYPES.keySet();
  }

  /** A result. */
  Object of(String method, Map<String, Object> result) {
    Map<String, Object> members = SelfContained.copy(result);
    members.keySet().removeAll(Set.of("resultType", "ttlMs", "cacheScope"));
    Map<String, Object> meta = SelfContained.copy(members.remove("_meta"));
    meta.remove("io.modelcontextprotocol/serverInfo");
    if (!meta.isEmpty()) {
      members.put("_meta", meta);
    }
    if (method.equals(CALL)) {
      // As the SDK's servers for older versions say it.
      members.putIfAbsent("isError", false);
    }
    return json.convertValue(scrubber.scrubbed(method, members), TYPES.get(method));
  }

  /** An error. */
  Mono<Object> ofError(String method, JsonRpc.JSONRPCResponse.JSONRPCError error) {
    Map<String, Object> data =
        error.data() == null ? Map.of() : json.convertValue(error.data(), MEMBERS);
    if (error.code() == MISSING_CAPABILITY) {
      Set<String> lacking = SelfContained.copy(data.get("requiredCapabilities")).keySet();
      return Mono.just(instead(method, UnaskedTools.without(lacking)));
    }
    boolean noResource =
        error.code() == INVALID_PARAMS && method.equals(READ) && data.containsKey("uri");
    int code = noResource ? NO_SUCH_RESOURCE : error.code();
    return Mono.error(new McpError(new JSONRPCError(code, error.message(), error.data())));
  }

  /** For a client that was asked and gave no answer. */
  static Object unanswered(String method) {
    return instead(method, UnaskedTools.UNANSWERED);
  }

  /** For a handler that does not come to an end of its questions. */
  static Object askedTooOften(String method) {
    return instead(method, UnaskedTools.TOO_OFTEN);
  }

  private static Object instead(String method, String sentence) {
    return method.equals(CALL)
        ? CallToolResult.builder().addTextContent(sentence).isError(true).build()
        : RpcError.UNANSWERED;
  }
}
