package io.github.jerseymcp.mcp.reply;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ChunkedOutput;

/** The answer to a request over HTTP: Jersey writes it. */
record HttpReply(AsyncResponse response) implements Reply {

  @Override
  public boolean answer(Response answer) {
    return response.resume(answer);
  }

  /** The security feature writes the challenge, as if a resource method had thrown this. */
  @Override
  public void challenge(RuntimeException refusal) {
    response.resume(refusal);
  }

  @Override
  public void answerWithin(Duration patience, Response answer) {
    response.setTimeoutHandler(late -> late.resume(answer));
    response.setTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A container says so where it writes. */
  @Override
  public void whenGone(Runnable action) {}

  @Override
  public Events events() {
    return new Chunks(new ChunkedOutput<>(byte[].class));
  }

  /** The body of an answer that is written in parts. */
  private record Chunks(ChunkedOutput<byte[]> chunks) implements Events {

    @Override
    public Response response() {
      return Response.ok(chunks, MediaType.SERVER_SENT_EVENTS_TYPE)
          .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
          .header("X-Accel-Buffering", "no")
          .build();
    }

    @Override
    public void write(byte[] part) throws IOException {
      chunks.write(part);
    }

    @Override
    public void close() throws IOException {
      chunks.close();
    }
  }
}
