package io.github.jerseymcp.mcp;

import java.util.Optional;

/** What a call of a session is surrounded by: its stream is kept for clients that come back. */
record SessionCalls(Session session, long number, Connections connections, CallShare share)
    implements Call.Surroundings {

  @Override
  public Optional<EventConnection> connect(Call call, MessageStream stream) {
    Optional<EventConnection> connection = connections.connect(session.owner(), call.token());
    if (connection.isPresent()) {
      session.keep(number, stream);
    }
    return connection;
  }

  @Override
  public void over(Call call) {
    session.end(call);
    share.release();
  }
}
