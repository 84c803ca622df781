package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.event.ObservedStream.Kind;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.Connections;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import java.time.Duration;
import java.util.Optional;

/** A session as the owner of one call, whose stream it keeps for clients that come back. */
record SessionCallOwner(
    Session session,
    long number,
    MessageStream stream,
    Optional<Duration> priming,
    Connections connections,
    CallPlaces.Place place)
    implements CallOwner {

  @Override
  public Optional<ObservedSession> observedSession() {
    return session.observed();
  }

  @Override
  public void begin(Call call) throws RefusedMessageException {
    session.begin(call);
  }

  @Override
  public void refused(Call call, RpcError error) {
    session.refuse(call, error);
  }

  @Override
  public Optional<EventConnection> connect(Call call) {
    Optional<EventConnection> connection =
        connections.connect(call.request(), call.token(), Kind.CALL, session.observed());
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
