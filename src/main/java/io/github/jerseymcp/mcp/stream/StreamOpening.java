package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.event.StreamEnded.Why;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.work.Writing;

/** Writes the header of an event stream, and the events that wait for it. */
public record StreamOpening(EventConnection connection, EndpointRequest request)
    implements Writing {

  @Override
  public void write(Progress progress) {
    connection.open(request);
  }

  @Override
  public void giveUp() {
    // The write ends with an exception.
  }

  @Override
  public void refuse() {
    request.refuse();
    connection.drop(Why.CLOSING);
  }
}
