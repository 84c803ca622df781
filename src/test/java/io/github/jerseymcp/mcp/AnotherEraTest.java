package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Dispatch;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.token.TokenWatch;
import io.modelcontextprotocol.json.McpJsonDefaults;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A generation of MCP that is not known here, over a transport that is not HTTP: both are added
 * from outside, and every rule holds for them.
 */
class AnotherEraTest {

  private final MutableTime time = new MutableTime(Instant.now());
  private final Accounts accounts = new Accounts(CallerLimits.defaults());
  private final EchoEra era = new EchoEra();
  private final Dispatch dispatch =
      new Dispatch(
          CallSupport.of(
              McpTransportSettings.builder(McpJsonDefaults.getMapper())
                  .policy(operation -> scopes(operation.method()))
                  .callTimeout(Duration.ofSeconds(50))
                  .ticker(time)
                  .build()),
          era);

  @AfterEach
  void close() {
    dispatch.close();
  }

  @Test
  void runsARequest() throws Exception {
    assertThat(answer(request("echo/say", "{\"version\":3}")))
        .contains("\"id\":1", "\"asked\":\"echo/say\"", "\"by\":\"alice\"");
    assertThat(isFree()).isTrue();
  }

  @Test
  void handsOnANotification() throws Exception {
    Response taken = (Response) post(McpWire.notification("echo/hear", "{}"));
    assertThat(taken.getStatus()).isEqualTo(202);
    assertThat(SessionTableTest.eventually(() -> era.notified.equals(List.of("echo/hear"))))
        .isTrue();
    assertThat(isFree()).isTrue();
  }

  @Test
  void refusesWhatTheEraRefuses() throws Exception {
    assertThat(answer(request("echo/say", "{}"))).contains("\"id\":1", "-32600", "version");
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}"))
        .contains("\"id\":7", "-32600");
    assertThat(isFree()).isTrue();
  }

  @Test
  void refusesWhatCannotBeReadAndWhoLacksAScope() throws Exception {
    assertThat(answer("{\"a\":1,\"a\":2}")).contains("-32700");
    assertThat(post(request("echo/secret", "{\"version\":3}")))
        .isInstanceOf(InsufficientScopeException.class);
    assertThat(era.calls).isEmpty();
    assertThat(isFree()).isTrue();
  }

  @Test
  void endsACallInTime() throws Exception {
    CompletableFuture<Object> answer = send(request(EchoEra.WAIT, "{\"version\":3}"));
    assertThat(dispatch.callsInFlight()).isEqualTo(1);
    time.advance(Duration.ofSeconds(51));
    dispatch.sweep(Moment.of(time));

    assertThat(text(answer.get(20, TimeUnit.SECONDS))).contains("-32603", "in time");
    assertThat(isFree()).isTrue();
  }

  @Test
  void endsACallWhenItIsClosed() throws Exception {
    CompletableFuture<Object> answer = send(request(EchoEra.WAIT, "{\"version\":3}"));
    dispatch.close();

    assertThat(((Response) answer.get(20, TimeUnit.SECONDS)).getStatus()).isEqualTo(503);
    assertThat(isFree()).isTrue();
  }

  private static Set<String> scopes(String method) {
    return method.equals("echo/secret") ? Set.of("secrets") : Set.of();
  }

  private boolean isFree() throws InterruptedException {
    return SessionTableTest.eventually(() -> dispatch.callsInFlight() == 0 && accounts.size() == 0);
  }

  private static String request(String method, String parameters) {
    return McpWire.request(1, method, parameters);
  }

  private String answer(String message) throws Exception {
    return text(post(message));
  }

  private static String text(Object answer) {
    return new String((byte[]) ((Response) answer).getEntity(), UTF_8);
  }

  private Object post(String message) throws Exception {
    return send(message).get(20, TimeUnit.SECONDS);
  }

  private CompletableFuture<Object> send(String message) throws IOException {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Caller alice = new Caller("alice");
    EndpointRequest request =
        new EndpointRequest(
            alice,
            new CallerAccount(accounts, CallerKey.of(alice)),
            new TokenWatch(time, Duration.ZERO, Optional.empty()),
            implementation(HttpHeaders.class, Map.of()),
            implementation(AsyncResponse.class, Map.of("resume", answer)));
    dispatch.post(request, new ByteArrayInputStream(message.getBytes(UTF_8)));
    return answer;
  }

  /** What a transport of its own would write: no header fields, and one answer in this process. */
  private static <T> T implementation(
      Class<T> type, Map<String, CompletableFuture<Object>> promises) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRequestHeaders" -> new MultivaluedHashMap<String, String>();
                  case "getRequestHeader" -> List.of();
                  case "getAcceptableMediaTypes" -> List.of(MediaType.APPLICATION_JSON_TYPE);
                  case "resume" -> promises.get("resume").complete(arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }

  /** Somebody whom the other transport has verified in a way of its own. */
  private record Caller(String subject) implements McpPrincipal {

    @Override
    public String issuer() {
      return "https://issuer.example";
    }

    @Override
    public Optional<String> clientId() {
      return Optional.empty();
    }

    @Override
    public Set<String> scopes() {
      return Set.of();
    }

    @Override
    public boolean hasScope(String scope) {
      return false;
    }

    @Override
    public Map<String, Object> claims() {
      return Map.of("exp", Instant.now().plusSeconds(3600).getEpochSecond());
    }

    @Override
    public Sender sender() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T user(Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public McpPrincipal snapshot() {
      return this;
    }
  }
}
