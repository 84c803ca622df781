package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.Connections;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import java.util.Optional;

/** What a call of a session is surrounded by: its stream is kept for clients that come back. */
public record SessionCalls(
    Session session, long number, Connections connections, CallPlaces.Place place)
    implements Call.Surroundings {

  @Override
  public Optional<EventConnection> connect(Call call, MessageStream stream) {
    Optional<EventConnection> connection = connections.connect(session.account(), call.token());
    if (connection.isPresent()) {
      session.keep(number, stream);
    }
    return connection;
  }

  @Override
  public void over(Call call) {
    session.end(call);
  }

  @Override
  public void delivered(Call call) {
    place.release();
  }
}
