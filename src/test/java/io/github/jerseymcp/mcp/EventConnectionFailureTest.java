package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.event.StreamEnded.Why;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.stream.Event;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.work.Writing;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.TokenWatch;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An event stream gives back what it holds, also where the runtime itself fails. */
class EventConnectionFailureTest {

  private static final TokenWatch UNWATCHED =
      new TokenWatch(InstantSource.system(), Duration.ZERO, Optional.empty());

  private final Accounts accounts = new Accounts(CallerLimits.defaults());
  private final CallerAccount alice =
      new CallerAccount(accounts, new CallerKey("https://issuer.example", "alice", "app"));
  private final AtomicBoolean lost = new AtomicBoolean();

  @Test
  void anErrorOfTheContainerWhileTheHeaderIsSentHoldsNothingL11() {
    EventConnection connection = connection(writing -> writing.write(() -> {}));
    connection.offer(Event.of(new byte[100]));
    connection.open(
        EndpointRequest.ofHttp(
            null, alice, CallerRates.none(), UNWATCHED, MessageTrail.none(), null, failing()));

    assertThat(lost).isTrue();
    assertThat(accounts.size()).isZero();
  }

  @Test
  void anErrorWhileAnEventIsWrittenHoldsNothingL11() {
    EventConnection connection =
        connection(
            writing ->
                writing.write(
                    () -> {
                      throw new NoClassDefFoundError("of a writer of the application");
                    }));
    connection.offer(Event.of(new byte[100]));
    connection.open(
        EndpointRequest.ofHttp(
            null, alice, CallerRates.none(), UNWATCHED, MessageTrail.none(), null, taking()));

    assertThat(lost).isTrue();
    assertThat(accounts.size()).isZero();
  }

  /** The writer comes to it after the token has ended, as on a machine with much to do. */
  @Test
  void keepsTheLastWordUntilTheNextLookWhereItsTokenEnds() {
    EventConnection connection = connection(writing -> {});
    connection.offer(Event.of(new byte[100]));
    connection.end(Why.CLOSING);

    connection.lose(Why.TOKEN_ENDED);
    assertThat(lost).isFalse();
    assertThat(accounts.heldByAll(Holding.ANSWER_BYTES)).isEqualTo(100);
    connection.sweep(Moment.of(Ticker.system()), Duration.ofMinutes(1));
    assertThat(lost).isTrue();
  }

  private EventConnection connection(Consumer<Writing> writers) {
    EventConnection connection =
        new EventConnection(
            1024,
            writing -> {
              try {
                writers.accept(writing);
              } catch (NoClassDefFoundError e) {
                // As the threads do.
              }
            },
            Ticker.system(),
            new TokenLife(RevocableToken.none(), Instant.MAX, UNWATCHED),
            alice.open(Holding.ANSWER_BYTES));
    connection.whenLost(() -> lost.set(true));
    return connection;
  }

  private static AsyncResponse failing() {
    return response(
        () -> {
          throw new NoClassDefFoundError("of a filter");
        });
  }

  private static AsyncResponse taking() {
    return response(() -> {});
  }

  private static AsyncResponse response(Runnable resume) {
    return (AsyncResponse)
        Proxy.newProxyInstance(
            AsyncResponse.class.getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (proxy, method, arguments) -> {
              resume.run();
              return true;
            });
  }
}
