package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a server in a cage of bubblewrap can write. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BubblewrapTest {

  private static final Path DIRECTORY = Path.of("/var/lib/notes");

  /** Bubblewrap takes one place after the other: a later one covers what lies in it. */
  @Test
  void keepsTheProgramAndWhatCanBeReadFromBeingWritten() {
    Launcher launcher =
        Launcher.bubblewrap(
            Path.of("/usr/bin/bwrap"), Path.of("/var/lib/notes/conf"), Path.of("/var"));
    Launch launch = new Launch(List.of("/var/lib/notes/bin/server"), DIRECTORY, Set.of(), "4711");

    assertThat(launcher.wrap(launch))
        .containsSubsequence(
            List.of(
                "--ro-bind",
                "/var",
                "--bind",
                "/var/lib/notes",
                "--ro-bind",
                "/var/lib/notes/conf",
                "--ro-bind",
                "/var/lib/notes/bin/server"));
  }

  /** A place of its own cannot be moved away, with what can only be read in it. */
  @Test
  void keepsWhatLeadsToTheProgramFromBeingMoved() {
    Launcher launcher =
        Launcher.bubblewrap(Path.of("/usr/bin/bwrap"), Path.of("/var/lib/notes/etc/conf"));
    Path program = Path.of("/var/lib/notes/etc/conf/1/bin/server");

    assertThat(launcher.wrap(new Launch(List.of("" + program), DIRECTORY, Set.of(), "4711")))
        .containsSequence(List.of("--bind", "/var/lib/notes", "/var/lib/notes"))
        .containsSequence(
            List.of(
                "--bind",
                "/var/lib/notes/etc",
                "/var/lib/notes/etc",
                "--ro-bind",
                "/var/lib/notes/etc/conf",
                "/var/lib/notes/etc/conf",
                "--ro-bind",
                "" + program,
                "" + program));
    assertThat(
            launcher.wrap(
                new Launch(List.of("/var/lib/notes/a/../b/server"), DIRECTORY, Set.of(), "4711")))
        .containsSequence("--bind", "/var/lib/notes/b", "/var/lib/notes/b")
        .containsSequence("--ro-bind", "/var/lib/notes/b/server", "/var/lib/notes/b/server");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void runsInACageInWhichAProgramCannotBeExchanged(@TempDir Path directory) throws Exception {
    Path bubblewrap = Path.of("/usr/bin/bwrap");
    assumeTrue(Files.isExecutable(bubblewrap), "no bubblewrap");
    Path program = Files.createDirectory(directory.resolve("bin")).resolve("server");
    Files.writeString(program, "#!/bin/sh\nmv bin old && mkdir bin && echo other > bin/server\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    List<String> line =
        Launcher.bubblewrap(bubblewrap)
            .wrap(new Launch(List.of("" + program), directory, Set.of(), "1"));
    Process trial = new ProcessBuilder(line).redirectErrorStream(true).start();

    assertThat(trial.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(trial.getInputStream().readAllBytes(), UTF_8)).contains("busy");
    assertThat(program).content().startsWith("#!/bin/sh");
  }

  /** A server could set it anew, to what it may not write. */
  @Test
  void takesNoLinkBelowTheDirectory(@TempDir Path directory) throws Exception {
    Path real = Files.createDirectories(directory.resolve("1/bin"));
    Path program = Files.createFile(real.resolve("server"));
    Files.createSymbolicLink(directory.resolve("current"), Path.of("1"));
    Files.createSymbolicLink(real.resolve("link"), Path.of("server"));
    Launcher launcher = Launcher.bubblewrap(Path.of("/usr/bin/bwrap"));

    for (String link : List.of("current/bin/server", "1/bin/link")) {
      Launch launch =
          new Launch(List.of("" + directory.resolve(link)), directory, Set.of(), "4711");
      assertThatIllegalArgumentException().isThrownBy(() -> launcher.wrap(launch));
    }
    assertThat(launcher.wrap(new Launch(List.of("" + program), directory, Set.of(), "4711")))
        .contains("" + real);
  }
}
