package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.call.Era;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The generations of MCP that are served on one path: which of them a message is of is said by the
 * message itself. Thread-safe.
 */
final class EraByMessage implements Era {

  private final Era first;
  private volatile @Nullable Era newer;

  /** Serves one generation, and with it all that no other one takes. */
  EraByMessage(Era first) {
    this.first = first;
  }

  /**
   * Serves a newer one beside it.
   *
   * @throws IllegalStateException if there is one already
   */
  synchronized void add(Era more) {
    if (newer != null) {
      throw new IllegalStateException("The transport serves a newer version already");
    }
    newer = more;
  }

  private Era of(EndpointRequest request, IncomingMessage message) {
    Era other = newer;
    return other != null && other.takes(request, message) ? other : first;
  }

  @Override
  public IncomingMessage read(EndpointRequest request, IncomingMessage message) {
    return of(request, message).read(request, message);
  }

  @Override
  public void check(EndpointRequest request, IncomingMessage message)
      throws RefusedMessageException {
    of(request, message).check(request, message);
  }

  @Override
  public boolean begin(EndpointRequest request, IncomingMessage.Invocation message)
      throws RefusedMessageException {
    return of(request, message).begin(request, message);
  }

  @Override
  public Conversation find(EndpointRequest request, IncomingMessage.Invocation message)
      throws RefusedMessageException {
    return of(request, message).find(request, message);
  }

  @Override
  public void answered(EndpointRequest request, IncomingMessage.Response response, MessageBody body)
      throws RefusedMessageException {
    of(request, response).answered(request, response, body);
  }

  /** Newer generations have no such streams. */
  @Override
  public boolean listen(EndpointRequest request) throws RefusedMessageException {
    return first.listen(request);
  }

  /** Newer generations have nothing that is ended by a request. */
  @Override
  public boolean end(EndpointRequest request) throws RefusedMessageException {
    return first.end(request);
  }

  @Override
  public void changed(Change change) {
    inNewer(era -> era.changed(change));
  }

  @Override
  public void sweep(Moment now) {
    Sweeper.each(() -> first.sweep(now), () -> inNewer(era -> era.sweep(now)));
  }

  @Override
  public void revoke(Predicate<RevocableToken> which) {
    Sweeper.each(() -> first.revoke(which), () -> inNewer(era -> era.revoke(which)));
  }

  @Override
  public void close() {
    Sweeper.each(first::close, () -> inNewer(Era::close));
  }

  private void inNewer(Consumer<Era> action) {
    Era other = newer;
    if (other != null) {
      action.accept(other);
    }
  }
}
