package io.github.jerseymcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The end of a server and of all that it has started: negative case 37. */
@EnabledOnOs(OS.LINUX)
class ProcessFamilyTest {

  private static final Duration START = Duration.ofSeconds(20);

  /** Writes its process id, and then lets nothing but a kill end it. */
  private static final String OBSTINATE =
      """
      trap "" TERM HUP INT
      echo $$ > "$1.pid"
      while :; do sleep 1; done
      """;

  /** Children, grandchildren, and those whose parent is somebody else by now. */
  private static final String TREE =
      """
      sh obstinate child &
      sh -c "sh obstinate grandchild & wait" &
      ( ( setsid sh obstinate forked </dev/null >/dev/null 2>&1 & ) & )
      ( ( env -i PATH="$PATH" setsid sh obstinate unmarked & ) & )
      ( ( setsid setsid sh obstinate twice </dev/null >/dev/null 2>&1 & ) & )
      exec sh obstinate leader
      """;

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("obstinate"), OBSTINATE);
  }

  @Test
  void leavesNothingOfAnObstinateTreeTwoSecondsAfterItsCloseC37() throws Exception {
    LocalServer server = Scripts.of(directory, TREE).build().start();
    List<Long> all = awaitPids(6);
    assertThat(all).allMatch(ProcessFamilyTest::runs);

    long start = System.nanoTime();
    server.close();
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    System.out.println("An obstinate tree of 6 was gone after " + took);
    assertThat(all).noneMatch(ProcessFamilyTest::runs);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void leavesNothingOfATreeWhoseLeaderEndedC37() throws Exception {
    String script = TREE.replaceAll("(?m)^exec .*", "sleep 1; exit 3");
    try (LocalServer server = Scripts.of(directory, script).build().start()) {
      List<Long> all = awaitPids(5);

      assertThat(server.ended().toCompletableFuture().get())
          .hasMessage("The local server ended: its exit code is 3");
      Await.until("all are gone", START, () -> all.stream().noneMatch(ProcessFamilyTest::runs));
    }
  }

  @Test
  void waitsForAServerThatEndsWithItsInput() throws Exception {
    Path ended = directory.resolve("ended");
    LocalServer server =
        Scripts.of(directory, "cat >/dev/null; sleep 0.2; echo > " + ended).build().start();
    server.close();

    assertThat(ended).exists();
  }

  @Test
  void asksBeforeItKills() throws Exception {
    Path asked = directory.resolve("asked");
    LocalServer server =
        Scripts.of(
                directory,
                "trap 'echo > "
                    + asked
                    + "; exit' TERM; echo $$ > it.pid; while :; do sleep 0.1; done")
            .limits(StdioLimits.defaults().withPatience(Duration.ofMillis(900)))
            .build()
            .start();
    List<Long> all = awaitPids(1);
    server.close();

    assertThat(asked).exists();
    assertThat(all).noneMatch(ProcessFamilyTest::runs);
  }

  @Test
  void doesNotWaitForASecondClose() throws Exception {
    LocalServer server = Scripts.of(directory, "cat >/dev/null").build().start();
    server.close();
    long start = System.nanoTime();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
  }

  /** Whoever is told of the end may close it, be it by the thread that ends it. */
  @Test
  void canBeClosedByWhoeverIsToldOfItsEnd() throws Exception {
    String script = "sh obstinate child & until [ -e go ]; do sleep 0.05; done; exit 3";
    LocalServer server = Scripts.of(directory, script).build().start();
    List<Long> all = awaitPids(1);
    CompletableFuture<Void> closed =
        server.ended().thenAccept(why -> server.close()).toCompletableFuture();
    Files.createFile(directory.resolve("go"));

    assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    assertThat(all).noneMatch(ProcessFamilyTest::runs);
  }

  @Test
  void endsNoOtherServer() throws Exception {
    try (LocalServer other = Scripts.of(directory, "cat >/dev/null").build().start()) {
      Scripts.of(directory, "cat >/dev/null").build().start().close();

      assertThat(other.isRunning()).isTrue();
      assertThat(runs(other.pid())).isTrue();
    }
  }

  private List<Long> awaitPids(int count) {
    List<Long> found = new ArrayList<>();
    Await.until(
        count + " processes run",
        START,
        () -> {
          found.clear();
          found.addAll(pids());
          return found.size() == count;
        });
    return found;
  }

  private List<Long> pids() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .map(ProcessFamilyTest::text)
          .filter(text -> !text.isEmpty())
          .map(Long::valueOf)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
        && !LinuxProcesses.isZombie(pid);
  }
}
