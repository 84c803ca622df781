package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.revocation.RevocationLog;
import io.github.jerseymcp.revocation.RevocationSharing;
import io.github.jerseymcp.revocation.RevocationState;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import io.github.jerseymcp.testing.InMemoryRevocationLog;
import io.github.jerseymcp.testing.InProcessChannels;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that share revocations: what one does the others know, and what happens in outages. */
class SharedRevocationsTest {

  private static final String ISSUER = "https://auth.example.com";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final InMemoryRevocationLog log = new InMemoryRevocationLog(10_000);
  private final InProcessChannels channels = new InProcessChannels();
  private final Deque<RevokedTokens> nodes = new ArrayDeque<>();

  @AfterEach
  void stop() {
    nodes.forEach(RevokedTokens::close);
  }

  @Test
  void tellsOtherNodesAtOnceOverTheChannel() {
    RevokedTokens one = node(how -> slow(how).withChannel(channels.join()));
    RevokedTokens two = node(how -> slow(how).withChannel(channels.join()));
    awaitReady(one, two);
    List<String> heard = new CopyOnWriteArrayList<>();
    two.onRevoke((issuer, id) -> heard.add(id));

    one.revoke(ISSUER, "stolen");

    long millis = Await.until("told", PATIENCE, () -> two.isRevoked(ISSUER, "stolen"));
    assertThat(millis).isLessThan(1_000);
    Await.until("heard", PATIENCE, () -> heard.contains("stolen"));
    assertThat(heard).containsExactly("stolen");
  }

  @Test
  void looksByItselfWithoutAChannel() {
    RevokedTokens one = node(how -> how);
    RevokedTokens two = node(how -> how);
    one.revoke(Revocation.ofIssuer(ISSUER, time.instant()));
    one.revoke(ISSUER, "stolen");

    Await.until("read", PATIENCE, () -> two.isRevoked(ISSUER, "stolen"));
  }

  @Test
  void knowsAfterARestartWhatWasRevokedBefore() {
    RevokedTokens one = node(how -> how);
    for (int i = 0; i < 2_500; i++) {
      log.append(Revocation.ofToken(ISSUER, "id-" + i).until(time.instant().plusSeconds(60)));
    }
    RevokedTokens late = node(how -> how);
    awaitReady(one, late);

    for (RevokedTokens node : List.of(one, late)) {
      Await.until("read in parts", PATIENCE, () -> node.isRevoked(ISSUER, "id-2499"));
      assertThat(node.isRevoked(ISSUER, "id-0")).isTrue();
    }
    time.advance(Duration.ofSeconds(60).plusMinutes(2));
    assertThat(late.isRevoked(ISSUER, "id-0")).isFalse();
  }

  @Test
  void refusesOnceItHasNotLookedForTooLongAndCatchesUp() {
    RevokedTokens one = node(how -> how);
    RevokedTokens two = node(how -> how);
    awaitReady(one, two);
    log.outage(true);
    Await.until("noticed", PATIENCE, () -> two.state() == RevocationState.BEHIND);
    two.checkFresh();

    assertThatExceptionOfType(RevocationsUnavailableException.class)
        .isThrownBy(() -> one.revoke(ISSUER, "stolen"));
    assertThat(one.isRevoked(ISSUER, "stolen")).as("here, all the same").isTrue();
    time.advance(Duration.ofSeconds(10).plusMillis(1));
    assertThat(two.state()).isEqualTo(RevocationState.REFUSING);
    assertThatExceptionOfType(RevocationsUnavailableException.class).isThrownBy(two::checkFresh);

    log.outage(false);
    Await.until("caught up", PATIENCE, () -> two.isRevoked(ISSUER, "stolen"));
    awaitReady(one, two);
    two.checkFresh();
  }

  @Test
  void refusesBeforeItHasLookedAtAll() {
    log.outage(true);
    RevokedTokens node = node(how -> how);

    assertThat(node.state()).isEqualTo(RevocationState.REFUSING);
  }

  @Test
  void passesInOutagesWhereThatIsSet() {
    log.outage(true);
    RevokedTokens node = node(RevocationSharing::withPassageInOutages);

    assertThat(node.state()).isEqualTo(RevocationState.STALE);
    node.checkFresh();
  }

  @Test
  void writesAgainWhatTheLogHasLost() {
    RevokedTokens one = node(how -> how);
    one.revoke(ISSUER, "stolen");
    one.revoke(Revocation.ofSubject(ISSUER, "alice", time.instant()));
    awaitReady(one);
    log.lose();

    Await.until("written again", PATIENCE, () -> log.read(0, 10).revocations().size() == 2);
    RevokedTokens late = node(how -> how);
    Await.until("read", PATIENCE, () -> late.isRevoked(ISSUER, "stolen"));
  }

  @Test
  void tellsTheLaterMomentOfWhatCouldNotBeToldAtOnce() {
    RevokedTokens one = node(how -> how);
    RevokedTokens two = node(how -> how);
    awaitReady(one, two);
    log.outage(true);
    for (Instant moment : List.of(time.instant(), time.instant().minusSeconds(3_600))) {
      assertThatExceptionOfType(RevocationsUnavailableException.class)
          .isThrownBy(() -> one.revoke(Revocation.ofSubject(ISSUER, "alice", moment)));
    }
    log.outage(false);
    Await.until("told", PATIENCE, () -> !log.read(0, 10).revocations().isEmpty());

    assertThat(log.read(0, 10).revocations())
        .singleElement()
        .satisfies(told -> assertThat(told.moment()).isEqualTo(time.instant()));
  }

  @Test
  void readsWhatCameInThePlaceOfTheLatestThatTheLogHasLost() {
    LaggingLog lagging = new LaggingLog();
    RevokedTokens node =
        RevokedTokens.shared(
            RevocationSharing.through(lagging)
                .withClock(time)
                .withInterval(Duration.ofMillis(100)));
    nodes.add(node);
    lagging.append(Revocation.ofToken(ISSUER, "kept").until(time.instant().plusSeconds(60)));
    lagging.append(Revocation.ofToken(ISSUER, "lost").until(time.instant().plusSeconds(60)));
    Await.until("read", PATIENCE, () -> node.isRevoked(ISSUER, "lost"));

    lagging.loseTheLatestAndAppend(
        Revocation.ofToken(ISSUER, "new").until(time.instant().plusSeconds(60)));
    Await.until("read", PATIENCE, () -> node.isRevoked(ISSUER, "new"));
    assertThat(node.isRevoked(ISSUER, "lost")).isTrue();
  }

  @Test
  void readsAllAndWritesAgainWhatAServerHasLostThatTookOver() {
    LaggingLog lagging = new LaggingLog();
    RevokedTokens node =
        RevokedTokens.shared(
            RevocationSharing.through(lagging)
                .withClock(time)
                .withInterval(Duration.ofMillis(100)));
    nodes.add(node);
    Instant end = time.instant().plusSeconds(60);
    lagging.failOver(0, named("old", 1_500, end));
    Await.until("read", PATIENCE, () -> node.isRevoked(ISSUER, "old-1499"));
    long said = LogFile.size();

    lagging.failOver(1_400, named("new", 1_600, end));
    Await.until("written again", PATIENCE, () -> lagging.size() == 100 + 1_600 + 1_400);
    for (String lost : List.of("old-100", "old-1499", "new-0", "new-1399", "new-1599")) {
      assertThat(node.isRevoked(ISSUER, lost)).as(lost).isTrue();
      assertThat(lagging.has(lost)).as(lost).isTrue();
    }
    assertThat(LogFile.from(said)).contains("The log of revocations has lost 1400, which are");
  }

  @Test
  void writesNothingAgainWhereTheServerThatTookOverHasAll() {
    LaggingLog lagging = new LaggingLog();
    RevokedTokens node =
        RevokedTokens.shared(
            RevocationSharing.through(lagging)
                .withClock(time)
                .withInterval(Duration.ofMillis(100)));
    nodes.add(node);
    node.revoke(Revocation.ofSubject(ISSUER, "alice", time.instant()));
    lagging.failOver(0, named("old", 2, time.instant().plusSeconds(60)));
    Await.until("read", PATIENCE, () -> node.isRevoked(ISSUER, "old-1"));
    long said = LogFile.size();

    lagging.failOver(0, List.of());
    Await.until("seen", PATIENCE, () -> LogFile.from(said).contains("has another server"));
    awaitReady(node);
    assertThat(lagging.size()).isEqualTo(3);
  }

  private static List<Revocation> named(String name, int count, Instant end) {
    List<Revocation> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Revocation.ofToken(ISSUER, name + "-" + i).until(end));
    }
    return all;
  }

  @Test
  void tellsListenersOfWhatThereWasRoomFor() {
    for (int i = 0; i < 4; i++) {
      log.append(Revocation.ofToken(ISSUER, "id-" + i).until(time.instant().plusSeconds(60)));
    }
    log.outage(true);
    RevokedTokens small = node(how -> how.withMaximumEntries(3));
    List<String> heard = new CopyOnWriteArrayList<>();
    small.onRevoke((issuer, id) -> heard.add(id));
    log.outage(false);
    Await.until("read three", PATIENCE, () -> small.isRevoked(ISSUER, "id-2"));

    Await.until("heard", PATIENCE, () -> heard.size() == 3);
    assertThat(heard).containsExactly("id-0", "id-1", "id-2");
  }

  @Test
  void tellsListenersOnceHoweverOftenTheLatestAreReadAgain() {
    log.append(Revocation.ofToken(ISSUER, "one").until(time.instant().plusSeconds(60)));
    log.outage(true);
    RevokedTokens node = node(how -> how);
    List<String> heard = new CopyOnWriteArrayList<>();
    node.onRevoke((issuer, id) -> heard.add(id));
    log.outage(false);
    Await.until("heard", PATIENCE, () -> heard.contains("one"));
    time.advance(Duration.ofSeconds(61).plusMinutes(2));
    awaitReady(node);
    for (String id : List.of("two", "three")) {
      log.append(Revocation.ofToken(ISSUER, id).until(time.instant().plusSeconds(60)));
      Await.until("heard", PATIENCE, () -> heard.contains(id));
    }

    assertThat(heard).containsExactly("one", "two", "three");
  }

  /** A log whose server hands over to one that has not seen the latest entry. */
  private static final class LaggingLog implements RevocationLog {

    private final List<Revocation> entries = new ArrayList<>();
    private int server;

    @Override
    public synchronized void append(Revocation revocation) {
      entries.add(revocation);
    }

    synchronized void loseTheLatestAndAppend(Revocation revocation) {
      entries.set(entries.size() - 1, revocation);
    }

    /** Another server takes over, without the latest, and others come before anybody looks. */
    synchronized void failOver(int lost, List<Revocation> others) {
      entries.subList(entries.size() - lost, entries.size()).clear();
      entries.addAll(others);
      server++;
    }

    synchronized int size() {
      return entries.size();
    }

    synchronized boolean has(String name) {
      return entries.stream().anyMatch(one -> one.name().equals(name));
    }

    @Override
    public synchronized Part read(long after, int most) {
      int last = (int) Math.min(entries.size(), after + most);
      List<Revocation> read = entries.subList((int) Math.min(after, last), last);
      return new Part("server " + server, entries.size(), Math.max(after, last), read);
    }
  }

  @Test
  void refusesWhereItHasNoRoomForWhatOthersHaveRevoked() {
    for (int i = 0; i < 4; i++) {
      log.append(Revocation.ofToken(ISSUER, "id-" + i).until(time.instant().plusSeconds(60)));
    }
    long said = LogFile.size();
    RevokedTokens small = node(how -> how.withMaximumEntries(3));
    Await.until("read three", PATIENCE, () -> small.isRevoked(ISSUER, "id-2"));

    Await.until("said", PATIENCE, () -> LogFile.from(said).contains("no room on this node"));
    assertThat(small.state()).isEqualTo(RevocationState.REFUSING);
    time.advance(Duration.ofSeconds(61).plusMinutes(2));
    Await.until("room again", PATIENCE, () -> small.state() == RevocationState.READY);
  }

  @Test
  void looksAFewTimesASecondHoweverOftenAStrangerSaysSo() {
    AtomicInteger reads = new AtomicInteger();
    RevocationLog counting =
        new RevocationLog() {
          @Override
          public void append(Revocation revocation) {
            log.append(revocation);
          }

          @Override
          public Part read(long after, int most) {
            reads.incrementAndGet();
            return log.read(after, most);
          }
        };
    ChangeChannel stranger = channels.join();
    RevokedTokens node =
        RevokedTokens.shared(
            slow(RevocationSharing.through(counting).withChannel(channels.join())));
    nodes.add(node);
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < 500_000_000L) {
      stranger.send("mcp-revoked");
      stranger.send("nonsense \n");
    }

    assertThat(reads).hasValueLessThan(30);
  }

  @Test
  void takesNoSettingsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node(how -> how.withInterval(Duration.ZERO)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node(how -> how.withStaleness(Duration.ofMillis(99))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node(how -> how.withLongestLife(Duration.ZERO)));
  }

  private RevokedTokens node(UnaryOperator<RevocationSharing> how) {
    RevokedTokens node =
        RevokedTokens.shared(
            how.apply(
                RevocationSharing.through(log)
                    .withClock(time)
                    .withInterval(Duration.ofMillis(100))));
    nodes.add(node);
    return node;
  }

  private static RevocationSharing slow(RevocationSharing how) {
    return how.withInterval(Duration.ofSeconds(5)).withStaleness(Duration.ofMinutes(10));
  }

  private static void awaitReady(RevokedTokens... all) {
    for (RevokedTokens node : all) {
      Await.until("ready", PATIENCE, () -> node.state() == RevocationState.READY);
    }
  }
}
