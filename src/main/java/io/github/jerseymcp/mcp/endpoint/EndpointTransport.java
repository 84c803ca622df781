package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Dispatch;
import io.github.jerseymcp.mcp.call.Era;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.OpenOperations;
import io.github.jerseymcp.mcp.newer.NewerServer;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenWatch;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link McpEndpoint} hands its requests to: {@link StreamableMcpTransport} with sessions,
 * or {@link StatelessMcpTransport} without. Thread-safe.
 */
public abstract sealed class EndpointTransport
    permits StreamableMcpTransport, StatelessMcpTransport, ModernMcpTransport {

  private final CallSupport support;
  private final EraByMessage eras;
  private final Dispatch dispatch;
  private final Sweeper sweeper;
  private final Map<RevokedTokens, RevokedTokens.Listening> listening = new ConcurrentHashMap<>();
  private boolean closed;
  private @Nullable Class<?> endpoint;

  EndpointTransport(CallSupport support, Era era) {
    this.support = support;
    this.eras = new EraByMessage(era);
    this.dispatch = new Dispatch(support, eras);
    McpTransportSettings settings = support.settings();
    this.sweeper =
        new Sweeper(
            () -> dispatch.sweep(Moment.of(support.ticker())),
            settings.streams().keepAlive(),
            support.writers()::isIdle);
  }

  /** The calls in flight, those too that wait for a client to come back. */
  public final int callsInFlight() {
    return dispatch.callsInFlight();
  }

  /** The event streams that are open. */
  public final int streamsOpen() {
    return support.connections().size();
  }

  /**
   * Ends all that it serves. What comes later is refused. Answers under way are written on; readers
   * that take nothing are still given up.
   */
  public void close() {
    stopListening();
    dispatch.close();
    sweeper.close();
  }

  /**
   * Takes over the rules that stand on an endpoint class, beside those of the settings.
   *
   * @throws IllegalStateException if it serves another class already, or no server, or the class
   *     opens an operation to anybody that a rule or the policy asks a caller for
   */
  final synchronized void serves(Class<?> type) {
    if (!hasServer()) {
      throw new IllegalStateException(
          "Build a server of the MCP SDK on the transport before you make "
              + type.getName()
              + " with it");
    }
    Class<?> declared = declared(type);
    if (endpoint == null) {
      support.rules().add(OperationPolicy.annotated(type));
      support.confirmations().add(type);
      open(OpenOperations.of(type));
      support.states().sealFor(declared.getName());
      endpoint = declared;
    } else if (!endpoint.equals(declared)) {
      throw new IllegalStateException(
          "One transport serves one endpoint class, since their rules differ: give "
              + declared.getName()
              + " another than "
              + endpoint.getName());
    }
  }

  /** Nobody can be asked to confirm what anybody may do. */
  private void open(OpenOperations operations) {
    operations
        .stated()
        .filter(operation -> support.confirmations().of(operation).isPresent())
        .findFirst()
        .ifPresent(
            confirmed -> {
              throw new IllegalStateException(
                  "@OpenOperation opens "
                      + confirmed.name().orElse("")
                      + " to anybody, and @Confirm has its user asked: remove one of both");
            });
    support.rules().open(operations);
  }

  /** A container may make a subclass, as a proxy: it has no path of its own. */
  private static Class<?> declared(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.isAnnotationPresent(Path.class)) {
        return each;
      }
    }
    return type;
  }

  /** What its calls share. */
  final CallSupport support() {
    return support;
  }

  /** Serves a newer generation of MCP on the same path. */
  final void serveNewer(Era newer) {
    eras.add(newer);
  }

  /** Its server says that something has changed: clients of newer generations are told as well. */
  final void changed(Change change) {
    eras.changed(change);
  }

  /** The rules about operations. */
  final AuthoriseOperation rules() {
    return support.rules();
  }

  /**
   * Its server, if that is one for older versions.
   *
   * @throws IllegalStateException if it has none
   */
  abstract OlderServer server();

  /**
   * Has older versions served by a server for MCP 2026-07-28.
   *
   * @throws IllegalStateException if it serves none of them
   */
  abstract void serveOlder(NewerServer server);

  /** Whether a server of the SDK was built on it. */
  abstract boolean hasServer();

  /** The verbs that it serves. */
  abstract String[] verbs();

  /** Takes one message of a client. */
  final void post(EndpointRequest request, InputStream body) throws IOException {
    listenFor(request);
    dispatch.post(request, body);
  }

  /** Opens the stream of messages that answer no request, or resumes a stream. */
  final void get(EndpointRequest request) {
    listenFor(request);
    dispatch.listen(request, notAllowed());
  }

  /** Ends a session. */
  final void delete(EndpointRequest request) {
    dispatch.end(request, notAllowed());
  }

  /** Which tokens are revoked is known to the security of the application alone. */
  private void listenFor(EndpointRequest request) {
    Optional<RevokedTokens> revoked = request.watch().revoked();
    if (revoked.isPresent() && !listening.containsKey(revoked.get())) {
      listenTo(revoked.get());
    }
  }

  private synchronized void listenTo(RevokedTokens revoked) {
    if (!closed) {
      listening.computeIfAbsent(
          revoked, tokens -> TokenWatch.onRevocation(tokens, dispatch::revoke));
    }
  }

  private synchronized void stopListening() {
    closed = true;
    listening.values().forEach(RevokedTokens.Listening::close);
    listening.clear();
  }

  /** The answer to a verb that it does not serve. */
  final Response notAllowed() {
    return Response.status(Response.Status.METHOD_NOT_ALLOWED).allow(verbs()).build();
  }
}
