package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets results pass, and nothing of an error but its code: the text is ours, the detail goes to the
 * log under a correlation id that the answer names.
 */
final class ErrorScrubber {

  private static final Logger logger = LoggerFactory.getLogger(ErrorScrubber.class);
  private static final int LONGEST_DETAIL = 512;
  private static final String INPUT = " input validation failed: ";
  private static final String OUTPUT = " output validation failed: ";

  private final Answers answers;
  private final ListFilter lists;

  ErrorScrubber(Answers answers, ListFilter lists) {
    this.answers = answers;
    this.lists = lists;
  }

  /** The answer to a request as it may leave. */
  byte[] encode(McpPrincipal caller, IncomingMessage request, JSONRPCResponse response) {
    if (response.error() != null) {
      RpcError error = RpcError.ofCode(response.error().code());
      return error == RpcError.INTERNAL
          ? internal(request, oneLine(response.error().message()), null)
          : answers.encode(error, request.id(), Map.of());
    }
    try {
      Object result = scrubbed(lists.apply(caller, response.result()));
      return answers.encode(JSONRPCResponse.result(response.id(), result));
    } catch (UncheckedIOException e) {
      return encode(request, e);
    }
  }

  /** The answer to a request that failed. */
  byte[] encode(IncomingMessage request, Throwable failure) {
    return internal(request, "", failure);
  }

  private byte[] internal(IncomingMessage request, String detail, @Nullable Throwable failure) {
    String correlation = UUID.randomUUID().toString();
    logger.error("A request failed [{}] {}", correlation, detail, failure);
    return answers.encode(RpcError.INTERNAL, request.id(), Map.of("correlationId", correlation));
  }

  /** The SDK tells in a tool's result how arguments miss their schema, and repeats them there. */
  static @Nullable Object scrubbed(@Nullable Object result) {
    if (result instanceof CallToolResult tool
        && Boolean.TRUE.equals(tool.isError())
        && tool.content().size() == 1
        && tool.content().get(0) instanceof TextContent content
        && content.text().startsWith("Tool (")) {
      if (content.text().contains(INPUT)) {
        return error("The arguments do not fit the input schema of the tool");
      }
      if (content.text().contains(OUTPUT)) {
        return error("The tool failed");
      }
    }
    return result;
  }

  private static CallToolResult error(String text) {
    return CallToolResult.builder().addTextContent(text).isError(true).build();
  }

  static String oneLine(@Nullable String text) {
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
