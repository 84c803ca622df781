package io.github.jerseymcp.mcp.stream;

import static java.util.Objects.requireNonNull;

import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.reply.Reply;
import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.mcp.work.Writing;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes events to where they go, once that is opened. Used by one thread at a time. */
final class EventOutput {

  private volatile Reply.@Nullable Events sink;

  /** The answer that begins it. */
  Response open(EndpointRequest request) {
    Reply.Events opened = request.reply().events();
    sink = opened;
    return opened.response();
  }

  /** Writes an event in parts, so that a slow reader is told from none. */
  void write(Event event, Writing.Progress progress) throws IOException {
    Reply.Events opened = requireNonNull(sink, "opened");
    for (int from = 0; from < event.length(); from += SlicedBody.SLICE) {
      int to = Math.min(event.length(), from + SlicedBody.SLICE);
      opened.write(event.slice(from, to));
      progress.made();
    }
  }

  void close() {
    Reply.Events opened = sink;
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException | RuntimeException | Error e) {
      // The reader is gone, which is what closing is about.
    }
  }
}
