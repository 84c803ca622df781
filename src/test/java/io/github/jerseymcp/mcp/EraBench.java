package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Dispatch;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenWatch;
import io.modelcontextprotocol.json.McpJsonDefaults;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link Dispatch} with an {@link EchoEra}, reached in this process and without HTTP. */
public final class EraBench implements AutoCloseable {

  /** An answer, and the thread that wrote it. */
  public record Answer(Object entity, Thread writer) {

    public int status() {
      return ((Response) entity).getStatus();
    }

    String text() {
      return new String((byte[]) ((Response) entity).getEntity(), UTF_8);
    }
  }

  final MutableTime time = new MutableTime(Instant.now());
  final Accounts accounts = new Accounts(CallerLimits.defaults());
  final EchoEra era = new EchoEra();
  final RevokedTokens revoked = RevokedTokens.create();
  public final CallSupport support =
      CallSupport.of(
          McpTransportSettings.builder(McpJsonDefaults.getMapper())
              .policy(operation -> scopes(operation.method()))
              .callTimeout(Duration.ofSeconds(50))
              .ticker(time)
              .build());
  final Dispatch dispatch = new Dispatch(support, era);

  /** What happens when it is asked which answers the client takes. */
  Runnable negotiating = () -> {};

  private final PlainCaller alice = new PlainCaller("alice");

  @Override
  public void close() {
    dispatch.close();
  }

  public boolean isFree() throws InterruptedException {
    return SessionTableTest.eventually(() -> dispatch.callsInFlight() == 0 && accounts.size() == 0);
  }

  /** Sends a message of a client that takes JSON. */
  CompletableFuture<Answer> send(String message) throws IOException {
    return send(message, MediaType.APPLICATION_JSON_TYPE);
  }

  CompletableFuture<Answer> send(String message, MediaType accepted) throws IOException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    dispatch.post(request(accepted, answer), new ByteArrayInputStream(message.getBytes(UTF_8)));
    return answer;
  }

  Answer post(String message) throws Exception {
    return send(message).get(20, TimeUnit.SECONDS);
  }

  CallerAccount account() {
    return new CallerAccount(accounts, CallerKey.of(alice));
  }

  /** What a transport of its own would make: no header fields, and one answer in this process. */
  public EndpointRequest request(MediaType accepted, CompletableFuture<Answer> answer) {
    return EndpointRequest.ofHttp(
        alice,
        account(),
        CallerRates.none(),
        new TokenWatch(time, Duration.ZERO, Optional.of(revoked)),
        MessageTrail.none(),
        implementation(HttpHeaders.class, (proxy, method, arguments) -> field(method, accepted)),
        implementation(
            AsyncResponse.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "resume" ->
                      answer.complete(new Answer(arguments[0], Thread.currentThread()));
                  case "setTimeoutHandler" -> null;
                  case "setTimeout" -> true;
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }

  private @Nullable Object field(Method method, MediaType accepted) {
    return switch (method.getName()) {
      case "getRequestHeaders" -> new MultivaluedHashMap<String, String>();
      case "getRequestHeader" -> List.of();
      case "getAcceptableMediaTypes" -> {
        negotiating.run();
        yield List.of(accepted);
      }
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private static <T> T implementation(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private static Set<String> scopes(String method) {
    return method.equals("echo/secret") ? Set.of("secrets") : Set.of();
  }
}
