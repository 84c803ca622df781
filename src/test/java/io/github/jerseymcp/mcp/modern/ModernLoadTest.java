package io.github.jerseymcp.mcp.modern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.HeardEvents;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A whole server under calls of MCP 2026-07-28, a tenth of them with progress on a stream, and some
 * that their user is asked about: no answer is lost or crossed, and its memory does not grow.
 *
 * <p>{@code -Dload.calls} sets the number of calls.
 */
@Tag("long")
class ModernLoadTest {

  private static final int CALLS = Integer.getInteger("load.calls", 240_000);
  private static final int USERS = 50;
  private static final int WORKERS = 16;
  private static final int TOLD = 10;
  private static final int CONFIRMED = 25;
  private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]+)\"");
  private static final String ANSWER =
      "'inputResponses':{'io.github.jerseymcp/confirm':{'action':'accept','content':{}}},";

  @Test
  void losesAndCrossesNothingUnderLoad() throws Exception {
    Process process = start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      URI endpoint = URI.create(output.readLine() + "/mcp");
      List<ModernWire> users = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        users.add(new ModernWire(new McpWire(endpoint, output.readLine())));
      }
      assertThat(output.readLine()).isEqualTo("ready");
      run(users);
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static void run(List<ModernWire> users) throws InterruptedException {
    // While the keys of the issuer are fetched for one, others are told to come back.
    HeardEvents.await(() -> users.get(0).call("memory", "{}").status() == 200);
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    call(users, CALLS / 5, wrong);
    long usedBefore = used(users.get(0));
    long began = System.nanoTime();
    call(users, CALLS / 5 * 4, wrong);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    String memory = users.get(0).call("memory", "{}").body();
    long usedAfter = used(users.get(0));
    System.out.printf(
        "%d calls of MCP 2026-07-28: %.0f a second; heap used %d kB, then %d kB; %s%n",
        CALLS,
        CALLS * 0.8 / took.toMillis() * 1000,
        usedBefore / 1024,
        usedAfter / 1024,
        memory.replaceAll(".*(calls=.*?) \".*", "$1"));

    assertThat(wrong).isEmpty();
    assertThat(memory).contains("calls=1 streams=0 sessions=0");
    assertThat(usedAfter - usedBefore).as("growth of the heap").isLessThan(48L << 20);
  }

  private static void call(List<ModernWire> users, int calls, Queue<String> wrong)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    AtomicInteger next = new AtomicInteger();
    for (int worker = 0; worker < WORKERS; worker++) {
      workers.execute(
          () -> {
            for (int n = next.getAndIncrement(); n < calls; n = next.getAndIncrement()) {
              String problem = call(users.get(n % USERS), "user" + n % USERS, n);
              if (!problem.isEmpty()) {
                wrong.add(problem);
              }
            }
          });
    }
    workers.shutdown();
    assertThat(workers.awaitTermination(15, TimeUnit.MINUTES)).isTrue();
  }

  /** Makes a call; the text says what is wrong with the answer, empty if nothing is. */
  private static String call(ModernWire client, String user, int number) {
    boolean told = number % TOLD == 0;
    boolean confirmed = number % CONFIRMED == 1;
    String tool = told ? "tell" : confirmed ? "confirmed" : "echo";
    Reply reply = post(client, tool, number, "");
    if (confirmed) {
      Matcher state = STATE.matcher(reply.body());
      if (!state.find()) {
        return tool + " was not asked about: " + reply.status() + " " + reply.body();
      }
      reply = post(client, tool, number, ANSWER + "'requestState':'" + state.group(1) + "',");
    }
    boolean right =
        reply.status() == 200
            && (!told || reply.type().startsWith("text/event-stream"))
            && reply.body().contains("\"id\":" + number + ",")
            && reply.body().contains("\"text\":\"" + user + " text-" + number + "\"");
    return right ? "" : user + " got " + reply.status() + " " + reply.body();
  }

  private static Reply post(ModernWire client, String tool, int number, String members) {
    String meta =
        ModernWire.META
            .replace("{\"", "{\"progressToken\":\"p" + number + "\",\"")
            .replace(":{}", ":{\"elicitation\":{}}");
    String params =
        "{'name':'%s','arguments':{'text':'text-%d'},%s'_meta':"
            .formatted(tool, number, members)
            .replace('\'', '"');
    return client
        .mirroring("tools/call", tool)
        .post(McpWire.request(number, "tools/call", params + meta + "}"));
  }

  private static long used(ModernWire user) {
    return Long.parseLong(user.call("memory", "{}").body().replaceAll(".*used=(\\d+).*", "$1"));
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            ModernLoadServer.class.getName(),
            String.valueOf(USERS))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
