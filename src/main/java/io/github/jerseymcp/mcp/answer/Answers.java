package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.Event;
import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.mcp.work.Writing;
import io.modelcontextprotocol.json.McpJsonMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts messages and errors into JSON, and into HTTP answers. Thread-safe. */
public final class Answers {

  private final McpJsonMapper json;

  public Answers(McpJsonMapper json) {
    this.json = json;
  }

  /** A message of the SDK, of whichever generation. */
  public byte[] encode(Object message) {
    return write(message);
  }

  /** An error as a message: what an event stream or a body holds. */
  public EncodedAnswer encode(RpcError error, IncomingMessage about, Map<String, String> data) {
    Optional<Object> more = data.isEmpty() ? Optional.empty() : Optional.of(data);
    return encode(about.terms().of(error), about, more);
  }

  /** An error as a message, with no more than its text. */
  public EncodedAnswer encode(RpcError error, IncomingMessage about) {
    return encode(about.terms().of(error), about, Optional.empty());
  }

  /** An error as a message, in the very terms that it is said in. */
  public EncodedAnswer encode(RpcError error, IncomingMessage about, Optional<Object> data) {
    return new EncodedAnswer(encode(error.rpcCode(), error.text(), about, data), Ending.of(error));
  }

  /**
   * An error of the application's own as a message.
   *
   * @throws UncheckedIOException if the data cannot be written
   */
  EncodedAnswer encode(String text, int code, IncomingMessage about, Optional<Object> data) {
    return new EncodedAnswer(encode(code, text, about, data), Ending.ofApplication(code));
  }

  private byte[] encode(int code, String text, IncomingMessage about, Optional<Object> data) {
    Map<String, Object> detail = detail(code, text);
    data.ifPresent(more -> detail.put("data", more));
    return encode(detail, about.id());
  }

  public Response ok(byte[] message) {
    return Response.ok(message, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** A message, of which each part that was taken counts as progress. */
  public Response ok(byte[] message, Writing.Progress progress) {
    return json(Response.Status.OK.getStatusCode(), message, progress);
  }

  /** The same, with another status. */
  public Response json(int status, byte[] message, Writing.Progress progress) {
    Response.ResponseBuilder answer = Response.status(status).type(MediaType.APPLICATION_JSON_TYPE);
    return message.length <= SlicedBody.SLICE
        ? answer.entity(message).build()
        : answer
            .entity(new SlicedBody(message, progress))
            .header(HttpHeaders.CONTENT_LENGTH, message.length)
            .build();
  }

  /** A message as the one event of a stream. */
  public Response event(byte[] message) {
    return Response.ok(Event.message("", 0, message).bytes(), MediaType.SERVER_SENT_EVENTS_TYPE)
        .build();
  }

  /** The answer to a message that cannot be served, which is reported. */
  public Response refused(EndpointRequest request, RefusedMessageException refusal) {
    RpcError error = refusal.error();
    request.trail().refused(error, refusal.status());
    return response(refusal);
  }

  /** Refuses a message, which is reported unless it was answered before. */
  public void refuseLate(EndpointRequest request, RefusedMessageException refusal) {
    if (request.answer(response(refusal))) {
      request.trail().refused(refusal.error(), refusal.status());
    }
  }

  private Response response(RefusedMessageException refusal) {
    RpcError error = refusal.error();
    Map<String, Object> detail = detail(error.rpcCode(), error.text());
    refusal.data().ifPresent(data -> detail.put("data", data));
    byte[] body = encode(detail, refusal.id());
    Response.ResponseBuilder answer =
        Response.status(refusal.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    if (error == RpcError.STREAM_OVER) {
      answer.allow("DELETE", "GET", "POST");
    }
    if (error.isTemporary()) {
      answer.header(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
    }
    return answer.build();
  }

  private byte[] encode(Map<String, Object> detail, Optional<Object> id) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    id.ifPresent(known -> answer.put("id", known));
    answer.put("error", detail);
    return write(answer);
  }

  private static Map<String, Object> detail(int code, String text) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("code", code);
    detail.put("message", text);
    return detail;
  }

  private byte[] write(Object message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
