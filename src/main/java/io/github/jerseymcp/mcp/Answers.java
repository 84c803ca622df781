package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts messages and errors into JSON, and into HTTP answers. Thread-safe. */
final class Answers {

  private static final String RETRY_SECONDS = "5";

  private final McpJsonMapper json;

  Answers(McpJsonMapper json) {
    this.json = json;
  }

  byte[] encode(JSONRPCMessage message) {
    return write(message);
  }

  /** An error as a message: what an event stream or a body holds. */
  byte[] encode(RpcError error, @Nullable Object id, Map<String, String> data) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("code", error.code());
    detail.put("message", error.text());
    if (!data.isEmpty()) {
      detail.put("data", data);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    if (id != null) {
      answer.put("id", id);
    }
    answer.put("error", detail);
    return write(answer);
  }

  Response ok(byte[] message) {
    return Response.ok(message, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** A message, of which each part that was taken counts as progress. */
  Response ok(byte[] message, Writing.Progress progress) {
    if (message.length <= SlicedBody.SLICE) {
      return ok(message);
    }
    return Response.ok(new SlicedBody(message, progress), MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LENGTH, message.length)
        .build();
  }

  Response error(RpcError error, @Nullable Object id) {
    Response.ResponseBuilder answer =
        Response.status(error.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(encode(error, id, Map.of()));
    if (error.isTemporary()) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return answer.build();
  }

  private byte[] write(Object message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
