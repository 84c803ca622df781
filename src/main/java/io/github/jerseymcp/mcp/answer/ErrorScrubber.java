package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.upstream.UpstreamFault;
import io.github.jerseymcp.upstream.UpstreamTokenException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets results pass, and of an error what {@link ErrorRules} lets pass: else the text is ours, and
 * the detail goes to the log under a correlation id that the answer names.
 */
public final class ErrorScrubber {

  private static final Logger logger = LoggerFactory.getLogger(ErrorScrubber.class);
  private static final int LONGEST_DETAIL = 512;
  private static final int MOST_CAUSES = 10;
  private static final String INPUT = " input validation failed: ";

  /** How the text begins that the SDK makes of what each validator of its own says. */
  private static final List<String> UNFIT =
      List.of(
          "Invalid arguments: Validation failed: ",
          "Invalid arguments: Error parsing tool JSON Schema: ",
          "Invalid arguments: Unexpected validation error: ");

  private static final String UNFIT_ARGUMENTS =
      "The arguments do not fit the input schema of the tool";
  private static final String OUTPUT = " output validation failed: ";

  private final Answers answers;
  private final ErrorRules errors;
  private final McpJsonMapper json;

  public ErrorScrubber(Answers answers, ErrorRules errors, McpJsonMapper json) {
    this.answers = answers;
    this.errors = errors;
    this.json = json;
  }

  /** The answer to a request as it may leave. */
  public EncodedAnswer encode(IncomingMessage request, JSONRPCResponse response) {
    try {
      if (response.error() != null) {
        return encode(request, response.error());
      }
      Object result = scrubbed(response.result());
      return new EncodedAnswer(
          answers.encode(JSONRPCResponse.result(response.id(), result)), Ending.ofResult(result));
    } catch (RuntimeException | StackOverflowError e) {
      return internal(request, "", e);
    }
  }

  /** The answer to a request that failed, whatever it failed with. */
  public EncodedAnswer encode(IncomingMessage request, Throwable failure) {
    try {
      if (failure instanceof McpError thrown && thrown.getJsonRpcError() != null) {
        return encode(request, thrown.getJsonRpcError());
      }
    } catch (RuntimeException | StackOverflowError e) {
      return internal(request, "", e);
    }
    Optional<EncodedAnswer> upstream = notCalled(request, failure);
    return upstream.isPresent() ? upstream.get() : internal(request, "", failure);
  }

  /** The answer to a request which the server refuses. */
  public EncodedAnswer encode(IncomingMessage request, JSONRPCError error) {
    int code = error.code() == null ? RpcError.INTERNAL.rpcCode() : error.code();
    if (errors.passes(code)) {
      Optional<Object> data = Optional.ofNullable(error.data());
      return answers.encode(oneLine(error.message()), code, request, data);
    }
    RpcError known = RpcError.ofCode(code);
    if (known == RpcError.INTERNAL) {
      Optional<EncodedAnswer> told =
          UnaskedTools.askedInVain(error.message())
              .map(lacking -> UnaskedTools.without(Set.of(lacking)))
              .or(() -> UpstreamFault.toldBy(error.message()).map(UpstreamFault::text))
              .flatMap(text -> ofTool(request, text));
      if (told.isPresent()) {
        return told.get();
      }
      return internal(request, oneLine(error.message()), null);
    }
    Optional<Object> data = ErrorRules.dataOf(known, request, error.data());
    return answers.encode(request.terms().of(known), request, data);
  }

  /** A tool could not call another API for its caller, and let that be known. */
  private Optional<EncodedAnswer> notCalled(IncomingMessage request, @Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof UpstreamTokenException refused) {
        return ofTool(request, refused.fault().text());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** What a model reads of a tool that failed for a reason that it may know; a text of ours. */
  private Optional<EncodedAnswer> ofTool(IncomingMessage request, String text) {
    if (!(request instanceof IncomingMessage.Request call)
        || !call.operation().method().equals("tools/call")) {
      return Optional.empty();
    }
    CallToolResult result = error(text);
    return Optional.of(
        new EncodedAnswer(
            answers.encode(JSONRPCResponse.result(call.requestId(), result)),
            Ending.ofResult(result)));
  }

  /** What the caller is to blame for must not fill the log. */
  private EncodedAnswer internal(
      IncomingMessage request, String detail, @Nullable Throwable failure) {
    if (request instanceof Invocation invocation
        && !RequestTypes.fit(json, invocation.operation())) {
      logger.debug("The parameters of a request do not fit its method");
      return answers.encode(RpcError.INVALID_PARAMS, request, Map.of());
    }
    String correlation = UUID.randomUUID().toString();
    logger.error("A request failed [{}] {}", correlation, detail, failure);
    return answers.encode(RpcError.INTERNAL, request, Map.of("correlationId", correlation));
  }

  /** The SDK tells in a tool's result how arguments miss their schema, and repeats them there. */
  static @Nullable Object scrubbed(@Nullable Object result) {
    if (result instanceof CallToolResult tool
        && Boolean.TRUE.equals(tool.isError())
        && tool.content().size() == 1
        && tool.content().get(0) instanceof TextContent content) {
      Optional<String> instead = instead(content.text());
      return instead.isPresent() ? error(instead.get()) : result;
    }
    return result;
  }

  /** What to say in place of what a server for older versions says of arguments and results. */
  private static Optional<String> instead(String text) {
    if (!text.startsWith("Tool (")) {
      return Optional.empty();
    }
    if (text.contains(INPUT)) {
      return Optional.of(UNFIT_ARGUMENTS);
    }
    return text.contains(OUTPUT) ? Optional.of("The tool failed") : Optional.empty();
  }

  /** The members of a result, where the SDK repeats in it what the caller has sent. */
  public Map<String, Object> scrubbed(String method, Map<String, Object> members) {
    if (method.equals("tools/call")
        && Boolean.TRUE.equals(members.get("isError"))
        && members.get("content") instanceof List<?> contents
        && contents.size() == 1
        && contents.get(0) instanceof Map<?, ?> content
        && content.get("text") instanceof String text) {
      boolean unfit = UNFIT.stream().anyMatch(text::startsWith);
      Optional<String> instead = unfit ? Optional.of(UNFIT_ARGUMENTS) : instead(text);
      instead.ifPresent(
          ours -> members.put("content", List.of(Map.of("type", "text", "text", ours))));
    }
    return members;
  }

  private static CallToolResult error(String text) {
    return CallToolResult.builder().addTextContent(text).isError(true).build();
  }

  public static String oneLine(@Nullable String text) {
    if (text == null) {
      return "";
    }
    int length = Math.min(text.length(), LONGEST_DETAIL);
    StringBuilder line = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      line.append(breaks ? ' ' : c);
    }
    return line.toString();
  }
}
