package io.github.jerseymcp.local;

import static io.github.jerseymcp.local.ModernRequests.listening;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCMessage;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCNotification;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.client.McpResponseLostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** What comes back to one request. */
final class Heard extends BaseSubscriber<JSONRPCMessage> {

  final List<JSONRPCMessage> messages = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  Heard(ModernLocalConnection connection, Map<String, Object> filter) {
    this(connection.exchange(listening(filter)));
    awaits("notifications/subscriptions/acknowledged");
  }

  Heard(Flux<JSONRPCMessage> exchange) {
    this(exchange, Long.MAX_VALUE);
  }

  /** One that wants so many at first. */
  Heard(Flux<JSONRPCMessage> exchange, long wanted) {
    exchange.subscribe(this);
    request(wanted);
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {}

  @Override
  protected void hookOnNext(JSONRPCMessage message) {
    messages.add(message);
  }

  @Override
  protected void hookOnError(Throwable failure) {
    failures.add(failure);
    ended.countDown();
  }

  @Override
  protected void hookOnComplete() {
    ended.countDown();
  }

  List<String> methods() {
    return messages.stream()
        .filter(JSONRPCNotification.class::isInstance)
        .map(message -> ((JSONRPCNotification) message).method())
        .toList();
  }

  void awaits(String method) {
    await(method, () -> methods().contains(method));
  }

  private static void await(String what, BooleanSupplier seen) {
    Await.until(what, Duration.ofSeconds(10), seen);
  }

  void awaitsTheEnd() {
    await("the end", () -> ended.getCount() == 0);
    assertThat(failures).isEmpty();
    assertThat(messages.get(messages.size() - 1)).isInstanceOf(JSONRPCResponse.class);
  }

  void awaitsTheLoss(String why) {
    await("the loss", () -> ended.getCount() == 0);
    assertThat(failures)
        .singleElement()
        .isInstanceOf(McpResponseLostException.class)
        .satisfies(lost -> assertThat(lost.getCause()).hasMessage(why));
  }
}
