package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A whole server under load: no answer is lost, doubled or crossed, and its memory does not grow.
 *
 * <p>{@code -Dload.calls} sets the number of calls.
 */
@Tag("long")
class McpLoadTest {

  private static final int CALLS = Integer.getInteger("load.calls", 240_000);
  private static final int SESSIONS = 500;
  private static final int USERS = 50;
  private static final int WORKERS = 16;
  private static final int BROADCASTS = 20;

  @Test
  void losesAndCrossesNothingUnderLoad() throws Exception {
    Process process = start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      URI endpoint = URI.create(output.readLine() + "/mcp");
      List<McpWire> users = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        users.add(new McpWire(endpoint, output.readLine()));
      }
      assertThat(output.readLine()).isEqualTo("ready");
      run(endpoint, users);
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static void run(URI endpoint, List<McpWire> users) throws Exception {
    McpWire sleeper = users.get(0).initialize();
    List<LoadSession> sessions =
        IntStream.range(0, SESSIONS)
            .mapToObj(n -> new LoadSession("user" + n % USERS, n, users.get(n % USERS)))
            .toList();
    try (SleepingReader listening = SleepingReader.listen(endpoint, sleeper);
        SleepingReader flooded =
            SleepingReader.post(endpoint, sleeper, McpWire.call(1, "flood", ""))) {
      Queue<String> wrong = new ConcurrentLinkedQueue<>();
      call(sessions, CALLS / 5, wrong);
      long usedBefore = used(sessions.get(0));
      long began = System.nanoTime();
      for (int part = 0; part < BROADCASTS; part++) {
        sessions.get(part).ask("broadcast");
        call(sessions, CALLS / 5 * 4 / BROADCASTS, wrong);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String memory = sessions.get(0).ask("memory");
      long usedAfter = used(sessions.get(0));
      System.out.printf(
          "%d calls in %d sessions: %.0f a second; heap used %d kB, then %d kB; %s%n",
          CALLS,
          SESSIONS,
          CALLS * 0.8 / took.toMillis() * 1000,
          usedBefore / 1024,
          usedAfter / 1024,
          memory.replaceAll(".*(kept=.*?) \".*", "$1"));

      assertThat(wrong).isEmpty();
      List<String> all = IntStream.range(0, BROADCASTS).mapToObj(String::valueOf).toList();
      assertThat(sessions)
          .allSatisfy(session -> assertThat(session.receive(BROADCASTS)).isEqualTo(all))
          .allMatch(LoadSession::isSilent);
      assertThat(usedAfter - usedBefore).as("growth of the heap").isLessThan(48L << 20);
      assertThat(listening.isOpen()).isTrue();
      assertThat(flooded.isOpen()).isTrue();
    } finally {
      sessions.forEach(LoadSession::close);
    }
  }

  private static void call(List<LoadSession> sessions, int calls, Queue<String> wrong)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    AtomicInteger left = new AtomicInteger(calls);
    for (int worker = 0; worker < WORKERS; worker++) {
      int first = worker;
      workers.execute(
          () -> {
            int at = first;
            while (left.getAndDecrement() > 0) {
              String problem = sessions.get(at).call();
              if (!problem.isEmpty()) {
                wrong.add(problem);
              }
              at = at + WORKERS < sessions.size() ? at + WORKERS : first;
            }
          });
    }
    workers.shutdown();
    assertThat(workers.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    assertThat(left.get()).isLessThanOrEqualTo(0);
  }

  private static long used(LoadSession session) {
    return Long.parseLong(session.ask("memory").replaceAll(".*used=(\\d+).*", "$1"));
  }

  private static Process start() throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            LoadServer.class.getName(),
            String.valueOf(USERS))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
