package io.github.jerseymcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command lines of the recipes, and what runs in those cages that this machine has. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

  private static final Path DIRECTORY = Path.of("/var/lib/notes");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  /** Arguments that a shell, or options that are not at their end, would make more of. */
  private static final List<String> COMMAND =
      List.of("/opt/notes", "--stdio", "--share-net", "$(id)", "a b", "--", "");

  static Stream<Arguments> recipes() {
    return Stream.of(
        Arguments.of(
            "bubblewrap",
            Launcher.bubblewrap(Path.of("/usr/bin/bwrap"), Path.of("/etc/notes")),
            List.of("/usr/bin/bwrap", "--unshare-all", "--die-with-parent", "--new-session"),
            List.of("--ro-bind", "/etc/notes", "/etc/notes"),
            "--"),
        Arguments.of(
            "unshare",
            Launcher.namespaces(UNSHARE),
            List.of("/usr/bin/unshare", "--user", "--map-current-user", "--net"),
            List.of("--pid", "--fork", "--kill-child=KILL"),
            "--"),
        Arguments.of(
            "firejail",
            Launcher.firejail(Path.of("/usr/bin/firejail")),
            List.of("/usr/bin/firejail", "--quiet", "--noprofile", "--net=none"),
            List.of("--read-only=/", "--whitelist=/var/lib/notes", "--read-write=/var/lib/notes"),
            "--"),
        Arguments.of(
            "sandbox-exec",
            Launcher.sandboxExec(),
            List.of("/usr/bin/sandbox-exec", "-D", "PROGRAM=/opt/notes"),
            List.of("-D", "DIRECTORY=/var/lib/notes", "-p"),
            ""),
        Arguments.of(
            "container",
            Launcher.container(Path.of("/usr/bin/docker"), "example.com/notes:1"),
            List.of("/usr/bin/docker", "run", "--rm", "--interactive"),
            List.of("--network", "none", "--read-only"),
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recipes")
  void putsTheCommandBehindTheOptions(
      String name, Launcher launcher, List<String> first, List<String> among, String before) {
    List<String> line = launcher.wrap(launch(DIRECTORY));

    assertThat(line).startsWith(first.toArray(String[]::new));
    assertThat(line).containsSubsequence(among);
    List<String> arguments = COMMAND.subList(1, COMMAND.size());
    assertThat(line.subList(line.size() - arguments.size(), line.size())).isEqualTo(arguments);
    if (!before.isEmpty()) {
      assertThat(line.get(line.size() - COMMAND.size() - 1)).isEqualTo(before);
    }
  }

  @Test
  void givesNoCageTheWholeMachine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalCommand.builder(UNSHARE, Path.of("/var/..")).build())
        .withMessageContaining("The directory must not be the root");
  }

  @Test
  void putsNoValueOfAVariableOnACommandLine() {
    List<String> line =
        Launcher.container(Path.of("/usr/bin/docker"), "notes").wrap(launch(DIRECTORY));

    assertThat(line).containsSequence("--env", "TOKEN");
    assertThat(line).containsSequence("--entrypoint", "/opt/notes", "notes");
  }

  @Test
  void removesAContainerWhoseClientWasKilled() {
    Launcher launcher = Launcher.container(Path.of("/usr/bin/docker"), "notes");

    assertThat(launcher.wrap(launch(DIRECTORY))).containsSequence("--name", "mcp-4711");
    assertThat(launcher.afterwards(launch(DIRECTORY)))
        .containsExactly("/usr/bin/docker", "rm", "--force", "mcp-4711");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/var/a,readonly", "/var/a*", "relative", "/var/../etc", "/a\nb", "/a\"b"})
  void refusesADirectoryThatALauncherCouldReadAsMore(String directory) {
    Launch launch = launch(Path.of(directory));
    for (Launcher launcher :
        List.of(
            Launcher.firejail(Path.of("/usr/bin/firejail")),
            Launcher.container(Path.of("/usr/bin/docker"), "notes"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> launcher.wrap(launch));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Launcher.bubblewrap(Path.of("/usr/bin/bwrap"), Path.of(directory)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--privileged", "", "a b", "a;b", "-v/:/x"})
  void refusesAnImageThatIsNone(String image) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Launcher.container(Path.of("/usr/bin/docker"), image));
  }

  /** What has neither a mark nor a pipe any more, and nobody above it, still ends. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void endsWhatHidesInANamespaceAndHasNoNetwork(@TempDir Path directory) throws Exception {
    assumeTrue(canUnshare(), "no namespaces for this user");
    String hides =
        """
        ( ( env -i PATH="$PATH" setsid sh -c 'trap "" TERM; sleep 314159' \
            </dev/null >/dev/null 2>&1 & ) & )
        N=$(tail -n +3 /proc/net/dev | grep -v '^ *lo:' | wc -l)
        while read -r line; do
          echo '{"jsonrpc":"2.0","id":"1","result":{"networks":'$N',"pid":'$$'}}'
        done
        """;
    LocalCommand command =
        Scripts.of(directory, hides).launcher(Launcher.namespaces(UNSHARE)).build();
    try (Talk talk = Talk.with(command)) {
      JSONRPCResponse answer = talk.ask();

      assertThat(answer.result()).hasToString("{networks=0, pid=1}");
      Await.until("it hides", PATIENCE, () -> hidden() == 1);
    }
    assertThat(hidden()).isZero();
  }

  private static Launch launch(Path directory) {
    return new Launch(COMMAND, directory, Set.of("TOKEN"), "4711");
  }

  private static boolean canUnshare() throws Exception {
    if (!Files.isExecutable(UNSHARE)) {
      return false;
    }
    Process trial =
        new ProcessBuilder(
                Launcher.namespaces(UNSHARE)
                    .wrap(new Launch(List.of("/bin/true"), DIRECTORY, Set.of(), "1")))
            .start();
    return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
  }

  private static long hidden() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(process -> commandLine(process).contains("sleep\0" + "314159")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException e) {
      return "";
    }
  }
}
