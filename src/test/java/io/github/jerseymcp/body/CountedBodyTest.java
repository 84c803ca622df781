package io.github.jerseymcp.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.container.BodyTime;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.testing.MutableTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a body holds while it is read, and for how long it may be. */
@SuppressWarnings("InputStreamSlowMultibyteRead") // No stream here is read for its speed.
class CountedBodyTest {

  private static final CallerKey ALICE = new CallerKey("https://issuer.example", "alice", "app");
  private static final CallerKey BOB = new CallerKey("https://issuer.example", "bob", "app");

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final Accounts accounts =
      new Accounts(
          CallerLimits.defaults()
              .with(Holding.BODIES, 2, 3)
              .with(Holding.REQUEST_BYTES, 150_000, 1_000_000));

  @Test
  void givesUpABodyThatTricklesL03() throws IOException {
    CountedBody body =
        body(
            ALICE,
            new InputStream() {
              @Override
              public int read() {
                time.advance(Duration.ofSeconds(1));
                return 'x';
              }

              @Override
              public int read(byte[] target, int offset, int length) {
                target[offset] = (byte) read();
                return 1;
              }
            });

    for (int i = 0; i < 29; i++) {
      assertThat(body.read()).isEqualTo('x');
    }
    assertRefused(body, Reason.BODY_TOO_SLOW);
    assertThat(accounts.size()).isZero();
  }

  @Test
  void aClockThatIsSetDoesNotEndABodyL03() throws IOException {
    CountedBody body = body(ALICE, new ByteArrayInputStream(new byte[10]));
    assertThat(body.read()).isZero();
    time.step(Duration.ofDays(1));

    assertThat(body.readAllBytes()).hasSize(9);
  }

  @Test
  void holdsAPlaceAndItsBytesUntilItsEndL03() throws IOException {
    CountedBody body = body(ALICE, new ByteArrayInputStream(new byte[70_000]));
    assertThat(accounts.size()).isZero();

    assertThat(body.readNBytes(70_000)).hasSize(70_000);
    assertThat(accounts.held(ALICE, Holding.BODIES)).isEqualTo(1);
    assertThat(accounts.held(ALICE, Holding.REQUEST_BYTES)).isBetween(70_000L, 140_000L);

    assertThat(body.read()).isEqualTo(-1);
    assertThat(accounts.size()).isZero();
  }

  @Test
  void refusesABodyBesideTooManyOthersBeforeItIsReadL03() throws IOException {
    CountedBody first = begun(ALICE);
    CountedBody second = begun(ALICE);
    CountedBody third = body(ALICE, unreadable());

    assertRefused(third, Reason.TOO_MANY_BODIES);
    CountedBody ofBob = begun(BOB);
    assertRefused(body(BOB, unreadable()), Reason.BODIES_AT_LIMIT);

    first.close();
    assertThat(begun(ALICE)).isNotNull();
    second.release();
    ofBob.release();
    assertThat(accounts.heldByAll(Holding.BODIES)).isEqualTo(1);
  }

  @Test
  void refusesBytesBeyondTheShareL01() throws IOException {
    CountedBody first = body(ALICE, new ByteArrayInputStream(new byte[90_000]));
    assertThat(first.readNBytes(60_000)).hasSize(60_000);

    assertRefused(body(ALICE, new ByteArrayInputStream(new byte[90_000])), Reason.TOO_MANY_BODIES);
    assertThat(accounts.held(ALICE, Holding.BODIES)).isEqualTo(1);
  }

  @Test
  void givesBackWhatItHoldsWhenTheConnectionBreaksL03() {
    CountedBody body =
        body(
            ALICE,
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });

    assertThatExceptionOfType(BrokenBodyException.class).isThrownBy(body::read);
    assertThat(accounts.size()).isZero();
  }

  private static void assertRefused(InputStream body, Reason reason) {
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(RefusedBodyException.class)
          .isThrownBy(body::readAllBytes)
          .satisfies(refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }
  }

  private CountedBody begun(CallerKey caller) throws IOException {
    CountedBody body = body(caller, new ByteArrayInputStream(new byte[2]));
    assertThat(body.read()).isZero();
    return body;
  }

  private static InputStream unreadable() {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("it was read");
      }
    };
  }

  private CountedBody body(CallerKey caller, InputStream content) {
    return new CountedBody(
        content,
        new BodyTime(time, Duration.ofSeconds(30), Optional::empty),
        Optional.of(new CallerAccount(accounts, caller)),
        begun -> false);
  }
}
