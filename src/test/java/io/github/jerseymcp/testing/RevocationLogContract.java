package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.revocation.RevocationLog;
import io.github.jerseymcp.revocation.RevocationLog.Part;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every {@link RevocationLog} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class RevocationLogContract {

  private static final String ISSUER = "https://auth.example.com";
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
  private static final int THREADS = 16;
  private static final int OF_EACH = 10;

  private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);

  /** The log under test; the same one at each call, which nothing else uses. */
  protected abstract RevocationLog log();

  /** A log with room for two entries that is empty. */
  protected abstract RevocationLog smallLog();

  /** A log whose server is out of reach. */
  protected abstract RevocationLog unavailableLog();

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("what is appended is read as it was, in order", this::readsInOrder);
    rules.put("a reader goes on where it was", this::goesOn);
    rules.put("what is appended again is read again, with the later times", this::readsAgain);
    rules.put("whoever follows misses nothing of many that append", this::missesNothing);
    rules.put("a full log refuses, and forgets nothing", this::refusesWhenFull);
    rules.put("an outage is loud, and soon", this::outageIsLoud);
    return rules;
  }

  /** Each kind is read as it was appended, in the order of appending. */
  public final void readsInOrder() {
    long before = head();
    String name = name();
    List<Revocation> all =
        List.of(
            Revocation.ofToken(ISSUER, name).until(end),
            Revocation.ofTokenText(ISSUER, name).until(end),
            Revocation.ofSession(ISSUER, name).until(end),
            Revocation.ofSubject(ISSUER, name + "';--\"%_", end).until(end),
            Revocation.ofSubjectWithoutSession(ISSUER, name, end).until(end),
            Revocation.ofClient(ISSUER, name, end).until(end),
            Revocation.ofIssuer("https://" + name, end).until(end),
            Revocation.ofToken(ISSUER, "caf\u00e9 \0" + name).until(end),
            Revocation.ofToken(ISSUER, name + "x".repeat(250)).until(end));
    all.forEach(log()::append);
    Part part = log().read(before, 100);
    require(part.revocations().equals(all), "All must be read as they were appended, in order");
    require(part.head() >= part.last(), "The head is the largest number");
    require(part.last() > before, "Numbers grow");
    require(
        part.history().equals(log().read(0, 1).history()),
        "The history must be the same as long as nothing is lost");
  }

  /** A reader is given parts of the size that it asks for, and nothing twice. */
  public final void goesOn() {
    long after = head();
    List<Revocation> sent = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sent.add(Revocation.ofToken(ISSUER, name()).until(end));
      log().append(sent.get(i));
    }
    List<Revocation> read = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Part part = log().read(after, 3);
      require(part.revocations().size() == (i < 2 ? 3 : 1), "A part has what was asked for");
      read.addAll(part.revocations());
      after = part.last();
    }
    require(read.equals(sent), "The parts together are all, in order");
    Part nothing = log().read(after, 3);
    require(nothing.revocations().isEmpty(), "What was read is not read again");
    require(nothing.last() == after, "Where nothing is new, the number stays");
  }

  /** The later moment and the later end count, whatever the order. */
  public final void readsAgain() {
    String name = name();
    log().append(Revocation.ofSubject(ISSUER, name, end).until(end));
    long after = head();
    log().append(Revocation.ofSubject(ISSUER, name, end.minusSeconds(9)).until(end.plusSeconds(9)));
    List<Revocation> read = log().read(after, 10).revocations();
    require(
        read.equals(List.of(Revocation.ofSubject(ISSUER, name, end).until(end.plusSeconds(9)))),
        "What is appended again is read with the later moment and the later end");
    long count =
        log().read(0, 10_000).revocations().stream().filter(one -> one.name().equals(name)).count();
    require(count == 1, "What is appended again is there once");
  }

  /** One reads again and again while many append: nothing comes late below what was read. */
  public final void missesNothing() {
    long[] after = {head()};
    Set<String> read = new HashSet<>();
    Set<String> sent = new HashSet<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              boolean last = false;
              while (!last) {
                last = over.get();
                Part part;
                do {
                  part = log().read(after[0], 5);
                  part.revocations().forEach(one -> read.add(one.name()));
                  after[0] = part.last();
                } while (!part.revocations().isEmpty());
              }
            });
    reader.start();
    Rule.atOnce(
            THREADS,
            number -> {
              List<String> own = new ArrayList<>();
              for (int i = 0; i < OF_EACH; i++) {
                own.add(name());
                log().append(Revocation.ofToken(ISSUER, own.get(i)).until(end));
              }
              return own;
            })
        .forEach(sent::addAll);
    over.set(true);
    join(reader);
    require(read.containsAll(sent), "A reader that follows must miss nothing");
    require(sent.size() == THREADS * OF_EACH, "All were appended");
  }

  /** A full log refuses what is new, renews what it has, and forgets nothing. */
  public final void refusesWhenFull() {
    RevocationLog small = smallLog();
    small.append(Revocation.ofToken(ISSUER, "one").until(end));
    small.append(Revocation.ofToken(ISSUER, "two").until(end));
    require(!appends(small, "three"), "A full log must not seem to append");
    require(appends(small, "one"), "What is there can be renewed");
    require(small.read(0, 10).revocations().size() == 2, "Nothing may be forgotten");
  }

  /** Neither appending nor reading seems to go well, or hangs. */
  public final void outageIsLoud() {
    RevocationLog unavailable = unavailableLog();
    long start = System.nanoTime();
    require(!appends(unavailable, "lost"), "A log without its server must not seem to append");
    boolean read;
    try {
      var unused = unavailable.read(0, 1);
      read = true;
    } catch (RevocationsUnavailableException expected) {
      read = false;
    }
    require(!read, "A log without its server must not seem to be empty");
    require(
        System.nanoTime() - start < LONGEST_CALL.toNanos(),
        "A log without its server must give up within a few seconds");
  }

  private boolean appends(RevocationLog to, String name) {
    try {
      to.append(Revocation.ofToken(ISSUER, name).until(end));
      return true;
    } catch (RevocationsUnavailableException e) {
      return false;
    }
  }

  private long head() {
    return log().read(0, 1).head();
  }

  private static void join(Thread thread) {
    try {
      thread.join(LONGEST_CALL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    require(!thread.isAlive(), "A reader must come to an end");
  }

  private static String name() {
    return UUID.randomUUID().toString();
  }
}
