package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.Event;
import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.mcp.work.Writing;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts messages and errors into JSON, and into HTTP answers. Thread-safe. */
public final class Answers {

  private static final String RETRY_SECONDS = "5";

  private final McpJsonMapper json;

  public Answers(McpJsonMapper json) {
    this.json = json;
  }

  public byte[] encode(JSONRPCMessage message) {
    return write(message);
  }

  /** An error as a message: what an event stream or a body holds. */
  public byte[] encode(RpcError error, @Nullable Object id, Map<String, String> data) {
    return encode(
        error.code(), error.text(), id, data.isEmpty() ? Optional.empty() : Optional.of(data));
  }

  /**
   * An error as a message.
   *
   * @throws UncheckedIOException if the data cannot be written
   */
  public byte[] encode(int code, String text, @Nullable Object id, Optional<Object> data) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("code", code);
    detail.put("message", text);
    data.ifPresent(more -> detail.put("data", more));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    if (id != null) {
      answer.put("id", id);
    }
    answer.put("error", detail);
    return write(answer);
  }

  public Response ok(byte[] message) {
    return Response.ok(message, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** A message, of which each part that was taken counts as progress. */
  public Response ok(byte[] message, Writing.Progress progress) {
    if (message.length <= SlicedBody.SLICE) {
      return ok(message);
    }
    return Response.ok(new SlicedBody(message, progress), MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LENGTH, message.length)
        .build();
  }

  /** A message as the one event of a stream. */
  public Response event(byte[] message) {
    return Response.ok(Event.message("", 0, message).bytes(), MediaType.SERVER_SENT_EVENTS_TYPE)
        .build();
  }

  public Response error(RpcError error, @Nullable Object id) {
    Response.ResponseBuilder answer =
        Response.status(error.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(encode(error, id, Map.of()));
    if (error == RpcError.STREAM_OVER) {
      answer.allow("DELETE", "GET", "POST");
    }
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
