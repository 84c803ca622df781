package io.github.jerseymcp.mcp;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.call.Era;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * A generation of MCP that this library does not know: each message says its version in its own
 * parameters, and the server says to each call what was asked, and by whom.
 */
final class EchoEra implements Era, Conversation {

  /** A method that is never answered. */
  static final String WAIT = "echo/wait";

  /** A notification whose handler never comes to an end. */
  static final String HANG = "echo/hang";

  /** What happens between two checks of a message. */
  Runnable meanwhile = () -> {};

  /** What happens when a call is over. */
  Consumer<Call> over = call -> {};

  final AtomicInteger endless = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();
  final Set<Call> calls = ConcurrentHashMap.newKeySet();
  final List<String> notified = new CopyOnWriteArrayList<>();

  @Override
  public void check(EndpointRequest request, IncomingMessage message)
      throws RefusedMessageException {
    if (message instanceof IncomingMessage.Request asked
        && !asked.operation().parameters().containsKey("version")) {
      throw message.refused(RpcError.UNSUPPORTED_VERSION);
    }
  }

  @Override
  public boolean begin(EndpointRequest request, IncomingMessage.Invocation message) {
    return false;
  }

  @Override
  public Conversation find(EndpointRequest request, IncomingMessage.Invocation message) {
    meanwhile.run();
    return this;
  }

  @Override
  public void answered(EndpointRequest request, IncomingMessage.Response response, MessageBody body)
      throws RefusedMessageException {
    throw response.refused(RpcError.INVALID_REQUEST);
  }

  @Override
  public boolean listen(EndpointRequest request) {
    return false;
  }

  @Override
  public boolean end(EndpointRequest request) {
    return false;
  }

  @Override
  public void sweep(Moment now) {
    calls.forEach(call -> call.sweep(now));
  }

  @Override
  public void revoke(Predicate<RevocableToken> which) {
    calls.forEach(call -> call.stop(RpcError.TOKEN_ENDED));
  }

  @Override
  public void close() {
    calls.forEach(call -> call.stop(RpcError.STOPPING));
  }

  @Override
  public CallOwner owner(CallPlaces.Place place, OperationNeeds needed) {
    return new Owner(new MessageStream(0, Optional.empty(), Ticker.system()), place);
  }

  @Override
  public boolean takes(IncomingMessage.Notification notification) {
    return false;
  }

  @Override
  public Mono<Void> handle(JSONRPCNotification notification, McpTransportContext context) {
    return notification.method().equals(HANG)
        ? endless()
        : Mono.fromRunnable(() -> notified.add(notification.method()));
  }

  @Override
  public Mono<Void> handle(JSONRPCRequest request, Call call, McpTransportContext context) {
    if (request.method().equals(WAIT)) {
      return endless();
    }
    Map<String, String> result =
        Map.of("asked", request.method(), "by", McpCaller.of(context).subject());
    return Mono.fromRunnable(() -> call.finish(JSONRPCResponse.result(request.id(), result)));
  }

  @Override
  public Mono<ListToolsResult> tools(McpTransportContext context) {
    return Mono.just(ListToolsResult.builder(List.of()).build());
  }

  private Mono<Void> endless() {
    return Mono.<Void>never()
        .doOnSubscribe(begun -> endless.incrementAndGet())
        .doOnCancel(cancelled::incrementAndGet);
  }

  private final class Owner implements CallOwner {

    private final MessageStream stream;
    private final CallPlaces.Place place;

    private Owner(MessageStream stream, CallPlaces.Place place) {
      this.stream = stream;
      this.place = place;
    }

    @Override
    public MessageStream stream() {
      return stream;
    }

    @Override
    public Optional<Duration> priming() {
      return Optional.empty();
    }

    @Override
    public void begin(Call call) {
      calls.add(call);
    }

    @Override
    public void refused(Call call, RpcError error) {
      calls.remove(call);
    }

    @Override
    public Optional<EventConnection> connect(Call call) {
      return Optional.empty();
    }

    @Override
    public void over(Call call) {
      calls.remove(call);
      over.accept(call);
    }

    @Override
    public void delivered(Call call) {
      place.release();
    }
  }
}
