package io.github.jerseymcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that nobody finds, and that keeps the streams of a server under other numbers. */
@EnabledOnOs(OS.LINUX)
class HiddenProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Neither a mark nor a pipe among its first three; its parent is somebody else. */
  private static final String HIDES =
      """
      exec 7<&0 8>&1 9>&2 </dev/null >/dev/null 2>&1
      echo $$ > hidden.pid
      while :; do sleep 1; done
      """;

  private static final String HIDDEN =
      "( ( env -i PATH=\"$PATH\" setsid sh hides 0<&3 & ) & ) 3<&0; "
          + "until [ -s hidden.pid ]; do sleep 0.02; done; ";

  @TempDir private Path directory;
  private long hidden;

  @AfterEach
  void endIt() {
    ProcessHandle.of(hidden).ifPresent(ProcessHandle::destroyForcibly);
  }

  private LocalCommand command(String script) throws Exception {
    Files.writeString(directory.resolve("hides"), HIDES);
    return Scripts.of(directory, script)
        .limits(StdioLimits.defaults().withPatience(Duration.ofMillis(600)))
        .build();
  }

  private void awaitHidden() throws Exception {
    Path file = directory.resolve("hidden.pid");
    Await.until("it hides", PATIENCE, () -> file.toFile().length() > 1);
    hidden = Long.parseLong(Files.readString(file).strip());
  }

  private static List<String> threadsOf(long pid) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("mcp-stdio-") && name.endsWith("-" + pid))
        .toList();
  }

  @Test
  void leavesNoThreadBehindC37() throws Exception {
    Talk talk = Talk.with(command(HIDDEN + Scripts.ANSWERS));
    assertThat(talk.ask().result()).isNotNull();
    awaitHidden();
    long pid = pidOf();
    assertThat(threadsOf(pid)).hasSize(3);

    talk.close();

    assertThat(ProcessFamilyTest.runs(hidden)).as("it is not found").isTrue();
    Await.until("its threads have ended", PATIENCE, () -> threadsOf(pid).isEmpty());
  }

  /** The one who writes waits for a reader, and nobody reads. */
  @Test
  void leavesNoThreadBehindThatWritesC37() throws Exception {
    LocalServer server = command(HIDDEN + "exec sleep 60").start();
    server.send(new byte[1_000_000]);
    awaitHidden();

    server.close();

    assertThat(ProcessFamilyTest.runs(hidden)).isTrue();
    Await.until("its threads have ended", PATIENCE, () -> threadsOf(server.pid()).isEmpty());
  }

  @Test
  void readsTheLastWordsOfOneThatEnds() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    LocalServer server =
        Scripts.of(directory, "echo last words >&2; exit 3").errors(told::add).build().start();

    server.ended().toCompletableFuture().get();
    Await.until("they are read", PATIENCE, () -> told.contains("last words"));
    server.close();
  }

  /** Whatever goes wrong at the start, each call says so at once. */
  @Test
  void failsCallsAtOnceWhereALauncherFails() throws Exception {
    LocalCommand command =
        Scripts.of(directory, Scripts.ANSWERS)
            .launcher(
                launch -> {
                  throw new IllegalStateException("secret");
                })
            .build();
    StdioTransport transport = new StdioTransport(command, McpJsonDefaults.getMapper());
    transport.connect(message -> message).block();

    assertThatThrownBy(
            () -> transport.sendMessage(new JSONRPCRequest("ping", "1", null)).block(PATIENCE))
        .hasRootCauseInstanceOf(LocalServerException.class)
        .hasMessageContaining("could not be started")
        .hasMessageNotContaining("secret");
    transport.close();
  }

  private static long pidOf() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("mcp-stdio-[0-9]+"))
        .mapToLong(name -> Long.parseLong(name.substring("mcp-stdio-".length())))
        .max()
        .orElseThrow();
  }
}
