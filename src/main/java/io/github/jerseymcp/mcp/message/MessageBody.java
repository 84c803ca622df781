package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.jose.JsonBounds;
import io.github.jerseymcp.jose.WeighedJson;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The body of one message, read and parsed on the account of its caller. Closing it gives back what
 * it holds, unless a call has taken that over. Used by one thread.
 */
public final class MessageBody implements AutoCloseable {

  private static final int FIRST_BYTES = 8 * 1024;

  /** The body, and its text while it is parsed, which takes two bytes a character at most. */
  private static final int WHILE_PARSING = 3;

  private final Permit permit;
  private final int longest;
  private byte[] bytes;
  private int length;
  private boolean takenOver;

  private MessageBody(Permit permit, int expected, int longest) {
    this.permit = permit;
    this.longest = longest;
    this.bytes = new byte[expected];
  }

  /**
   * Reads a body; the edge has bounded it, and the request may more tightly.
   *
   * @throws RefusedMessageException if it is too long for the request, or the caller, or all
   *     together, hold too many bytes
   */
  public static MessageBody read(EndpointRequest request, InputStream stream)
      throws IOException, RefusedMessageException {
    int expected = Math.max(FIRST_BYTES, declaredLength(request) + 1);
    Permit permit = request.account().open(Holding.REQUEST_BYTES);
    try {
      hold(permit, (long) expected * WHILE_PARSING);
      MessageBody body = new MessageBody(permit, expected, request.maximumBodyBytes());
      body.fill(stream);
      return body;
    } catch (IOException | RefusedMessageException | RuntimeException | Error e) {
      permit.close();
      throw e;
    }
  }

  /** The message; what remains of it counts until the end. */
  public IncomingMessage parse(JsonBounds bounds) throws RefusedMessageException {
    hold(permit, (long) length * WHILE_PARSING + bounds.mostWeight(length));
    byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    bytes = new byte[0];
    WeighedJson read = MessageReader.read(body, bounds);
    hold(permit, read.weight());
    return MessageReader.of(read.members());
  }

  /** What the message holds, for whoever gives it back from now on. */
  public Permit takeOver() {
    takenOver = true;
    return permit;
  }

  @Override
  public void close() {
    if (!takenOver) {
      permit.close();
    }
  }

  private void fill(InputStream stream) throws IOException, RefusedMessageException {
    for (int read = 0; read >= 0; read = stream.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length > longest) {
        throw new RefusedMessageException(RpcError.TOO_LARGE);
      }
      if (length == bytes.length) {
        hold(permit, bytes.length * 2L * WHILE_PARSING);
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
    }
  }

  private static void hold(Permit permit, long wanted) throws RefusedMessageException {
    try {
      permit.resize(wanted);
    } catch (AtLimitException e) {
      RpcError ofCaller = permit.couldEverBe(wanted) ? RpcError.TOO_MANY_BYTES : RpcError.TOO_LARGE;
      throw new RefusedMessageException(e.isOfCaller() ? ofCaller : RpcError.OVERLOADED);
    }
  }

  private static int declaredLength(EndpointRequest request) {
    return request
        .field(HttpHeaders.CONTENT_LENGTH)
        .filter(field -> field.length() < 10 && field.chars().allMatch(c -> c >= '0' && c <= '9'))
        .filter(field -> !field.isEmpty())
        .map(Integer::parseInt)
        .orElse(0);
  }
}
