package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.mcp.work.Writing;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.glassfish.jersey.server.ChunkedOutput;

/** The body of an answer that carries events. Used by one thread at a time. */
final class EventOutput {

  private final ChunkedOutput<byte[]> chunks = new ChunkedOutput<>(byte[].class);

  Response response() {
    return Response.ok(chunks, MediaType.SERVER_SENT_EVENTS_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
        .header("X-Accel-Buffering", "no")
        .build();
  }

  /** Writes an event in parts, so that a slow reader is told from none. */
  void write(Event event, Writing.Progress progress) throws IOException {
    for (int from = 0; from < event.length(); from += SlicedBody.SLICE) {
      int to = Math.min(event.length(), from + SlicedBody.SLICE);
      chunks.write(event.slice(from, to));
      progress.made();
    }
  }

  void close() {
    try {
      chunks.close();
    } catch (IOException | RuntimeException | Error e) {
      // The reader is gone, which is what closing is about.
    }
  }
}
