package io.github.jerseymcp.example.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jerseymcp.example.abuse.Row.Measure;
import io.github.jerseymcp.example.abuse.Victim.Experience;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server with 256 MiB under each attack, while somebody else makes ten small calls a second.
 *
 * <p>A Grizzly is attacked and then a Tomcat; both at a time with {@code abuse.together}, where the
 * machine has cores for that; one of them, in turn, with {@code abuse.inturn}. That somebody is
 * never refused. It should wait 1 s at most at the 99th percentile: the table says how long it was.
 * That depends on what else the machine does, so only an outage fails. Afterwards the server holds
 * no more than before: at most 10 MiB more heap, and no more threads with something to do. Where it
 * holds more heap, the same attack runs again, three times at most, until it adds no more than
 * that: a container keeps buffers for its threads once, and a leak grows. Pools keep idle threads
 * for a time of their own, which are not counted. The property {@code abuse} names the one to run,
 * {@code GRIZZLY} or {@code TOMCAT.SlowBodies} say, and {@code abuse.seconds} how long each lasts.
 */
@Tag("long")
@Timeout(480)
final class AbuseTest {

  private static final Duration ATTACK = Duration.ofSeconds(Integer.getInteger("abuse.seconds", 8));
  private static final boolean IN_TURN = Boolean.getBoolean("abuse.inturn");
  private static final boolean TOGETHER = Boolean.getBoolean("abuse.together");
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(35);
  private static final long OUTAGE_MILLIS = 5_000;
  private static final double MORE_MEBIBYTES = 10;
  private static final int REPEATS = 3;

  private static final Map<Container, ServerProcess> SERVERS = new ConcurrentHashMap<>();
  private static final Map<Container, Target> TARGETS = new ConcurrentHashMap<>();
  private static final Map<Container, List<Row>> ROWS = new ConcurrentHashMap<>();

  static Stream<Arguments> attacks() {
    return IntStream.range(0, Attacks.all().size())
        .filter(number -> !wanted(number).isEmpty())
        .mapToObj(number -> Arguments.of(Attacks.all().get(number).name(), number));
  }

  /** The containers that this attack is wanted for. */
  private static List<Container> wanted(int number) {
    Attack attack = Attacks.all().get(number);
    String name = attack.getClass().getSimpleName() + ": " + attack.name();
    int containers = Container.values().length;
    return Stream.of(Container.values())
        .skip(IN_TURN ? number % containers : 0)
        .limit(IN_TURN ? 1 : containers)
        .filter(each -> (each + "." + name).contains(System.getProperty("abuse", "")))
        .toList();
  }

  @AfterAll
  static void stopAndPrint() throws Exception {
    SERVERS.values().forEach(ServerProcess::close);
    TARGETS.values().forEach(target -> target.issuer().close());
    StringBuilder table = new StringBuilder(Row.HEADER);
    for (Container container : Container.values()) {
      ROWS.getOrDefault(container, List.of()).forEach(row -> table.append('\n').append(row));
    }
    System.out.println(table);
    Files.writeString(Path.of("target", "under-attack.md"), table.append('\n'));
  }

  /** Each server has attackers of its own. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void aCallerWhoBehavesIsNotHarmed(String name, int number) throws Exception {
    ExecutorService threads =
        TOGETHER ? Executors.newCachedThreadPool() : Executors.newSingleThreadExecutor();
    try {
      List<Future<?>> all = new ArrayList<>();
      for (Container container : wanted(number)) {
        Attack attack = Attacks.all().get(number);
        all.add(threads.submit(() -> attack(container, name, attack)));
      }
      List<Throwable> harm = new ArrayList<>();
      for (Future<?> each : all) {
        Throwable thrown = catchThrowable(each::get);
        if (thrown != null) {
          harm.add(thrown instanceof ExecutionException ? thrown.getCause() : thrown);
        }
      }
      assertThat(harm.isEmpty()).withFailMessage("%s", harm).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void attack(Container container, String name, Attack attack) throws Exception {
    ServerProcess server = server(container);
    boolean unharmed = false;
    try {
      attack(container, name, attack, server);
      unharmed = true;
    } finally {
      if (!unharmed) {
        // What one attack broke must not be told of the next one.
        SERVERS.remove(container);
        server.close();
      }
    }
    return null;
  }

  private static void attack(Container container, String name, Attack attack, ServerProcess server)
      throws Exception {
    Row row = once(container, name, attack, server, Measure.of(server));
    // A container fills buffers for each of its threads once. A leak grows with every attack.
    for (int again = 0; again < REPEATS && leavesMore(row); again++) {
      row = once(container, name, attack, server, row.settled());
    }
    assertThat(leavesMore(row)).as("leaves more heap each time: %s", row).isFalse();
  }

  private static boolean leavesMore(Row row) {
    return row.settled().mebibytes() > row.before().mebibytes() + MORE_MEBIBYTES;
  }

  private static Row once(
      Container container, String name, Attack attack, ServerProcess server, Measure before)
      throws Exception {
    Target target = TARGETS.get(container);
    try (Victim victim = new Victim();
        Crowd crowd = new Crowd(target, ATTACK)) {
      Work work = attack.victim(target);
      attack.begin(target, crowd);
      Experience during = victim.work(work, ATTACK);
      crowd.await();
      long began = System.nanoTime();
      Experience after = victim.work(work, AFTERWARDS);
      Throwable left = catchThrowable(() -> attack.afterwards(target));
      Measure settled = settle(server, before, began);
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      Row row = new Row(container, name, during, after, before, settled, took, crowd.seen());
      ROWS.computeIfAbsent(container, first -> new ArrayList<>()).add(row);
      System.out.println(row);
      judge(row, server, left);
      return row;
    }
  }

  /** In one line, since that is all that a long build says of it at its end. */
  private static void judge(Row row, ServerProcess server, Throwable left) {
    List<String> harm = new ArrayList<>();
    if (left != null) {
      harm.add("left of the attack: " + left);
    }
    server.takeOutOfMemory().ifPresent(where -> harm.add("out of memory: " + where));
    few(row.during().refusals()).forEach(refusal -> harm.add("refused meanwhile: " + refusal));
    few(row.after().refusals()).forEach(refusal -> harm.add("refused afterwards: " + refusal));
    if (row.during().percentile(0.99) > OUTAGE_MILLIS) {
      harm.add("p99 of " + row.during().percentile(0.99) + " ms");
    }
    if (row.settled().busyThreads() > row.before().busyThreads()) {
      harm.add(row.settled().busyThreads() + " busy threads afterwards");
    }
    assertThat(harm.isEmpty()).withFailMessage("%s", String.join("; ", harm)).isTrue();
  }

  private static List<String> few(List<String> refusals) {
    return refusals.subList(0, Math.min(3, refusals.size()));
  }

  private static Measure settle(ServerProcess server, Measure before, long began)
      throws InterruptedException {
    Measure now = Measure.of(server);
    while ((now.mebibytes() > before.mebibytes() + MORE_MEBIBYTES
            || now.busyThreads() > before.busyThreads())
        && System.nanoTime() - began < SETTLING.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(250);
      now = Measure.of(server);
    }
    return now;
  }

  /** One after the other: a start takes all that a machine has. */
  private static synchronized ServerProcess server(Container container) throws Exception {
    if (!SERVERS.containsKey(container)) {
      Target target = TARGETS.computeIfAbsent(container, first -> target());
      SERVERS.put(
          container, ServerProcess.start(container, target.port(), target.issuer().issuer()));
      warmUp(target);
    }
    return SERVERS.get(container);
  }

  /** Also gives each thread of the container what it keeps, or the first attack would seem to. */
  private static void warmUp(Target target) throws Exception {
    awaitKeys(target);
    String padding = " ".repeat(100_000);
    try (Crowd crowd = new Crowd(target, WARM_UP)) {
      crowd.each(
          64,
          member -> {
            String token = target.token("early-" + member, StatelessEndpoint.PATH).sign();
            crowd.ask(
                target
                    .post(StatelessEndpoint.PATH, token)
                    .body(Target.call(1, "large", "{\"bytes\":100000}") + padding));
          });
      crowd.await();
    }
    try (Victim victim = new Victim()) {
      Work small = SmallCall.bound(target);
      Work resumed = new ResumedCall(target);
      Experience seen =
          victim.work(
              () -> {
                small.once();
                resumed.once();
              },
              WARM_UP);
      assertThat(few(seen.refusals())).isEmpty();
    }
  }

  /** The first tokens wait for the keys of their issuer, and some hear to come back for them. */
  private static void awaitKeys(Target target) throws InterruptedException {
    Work work = SmallCall.bearer(target);
    long end = System.nanoTime() + SETTLING.toNanos();
    while (catchThrowable(work::once) != null && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private static Target target() {
    return new Target(FreePort.next(), TestIssuer.start());
  }
}
