package io.github.jerseymcp.mcp.stateless;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import java.time.Duration;
import java.util.Optional;

/** The owner of a call that belongs to nothing: its stream ends with its connection. */
record StatelessCallOwner(StatelessCalls calls, MessageStream stream, CallPlaces.Place place)
    implements CallOwner {

  @Override
  public Optional<Duration> priming() {
    return Optional.empty();
  }

  @Override
  public void begin(Call call) throws RefusedMessageException {
    calls.add(call);
  }

  @Override
  public void refused(Call call, RpcError error) {
    calls.remove(call);
  }

  @Override
  public Optional<EventConnection> connect(Call call) {
    return calls.connect(call);
  }

  @Override
  public void over(Call call) {
    calls.remove(call);
  }

  @Override
  public void delivered(Call call) {
    place.release();
  }
}
