package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is started, and what of this process it gets. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LocalCommandTest {

  /** What is wrong with a program or its directory. */
  interface Spoiling {
    LocalCommandBuilder spoil(Path directory) throws Exception;
  }

  @Test
  void givesNoVariableOfThisProcessThatWasNotGrantedC34(@TempDir Path directory) throws Exception {
    LocalCommand command =
        LocalCommand.builder(Path.of("/usr/bin/env"), directory)
            .variable("GRANTED", "a value = with $HOME")
            .inherited("PATH", "NOT_SET_ANYWHERE")
            .build();

    Set<String> names = new TreeSet<>();
    String all = outputOf(command);
    all.lines().forEach(line -> names.add(line.substring(0, line.indexOf('='))));

    assertThat(System.getenv()).containsKeys("HOME", "PATH").hasSizeGreaterThan(3);
    assertThat(names).containsExactlyInAnyOrder("GRANTED", "LANG", "MCP_LOCAL_SERVER", "PATH");
    assertThat(all).contains("GRANTED=a value = with $HOME\n", "PATH=" + System.getenv("PATH"));
  }

  @Test
  void readsItsArgumentsWithNoShell(@TempDir Path directory) throws Exception {
    LocalCommand command =
        LocalCommand.builder(Path.of("/usr/bin/printf"), directory)
            .arguments("%s|", "$(id)", "; rm x", "a b", "*", "")
            .build();

    assertThat(outputOf(command)).isEqualTo("$(id)|; rm x|a b|*||");
  }

  static Stream<Arguments> spoilings() {
    return Stream.of(
        row(
            "a program that is not there",
            LocalServerFault.NO_PROGRAM,
            in -> LocalCommand.builder(in.resolve("none"), in)),
        row(
            "a program that is a directory",
            LocalServerFault.NO_PROGRAM,
            in -> LocalCommand.builder(in, in)),
        row(
            "a program that cannot be executed",
            LocalServerFault.NO_PROGRAM,
            in -> LocalCommand.builder(Files.writeString(in.resolve("text"), "#!/bin/sh"), in)),
        row(
            "a program that others may write to",
            LocalServerFault.PROGRAM_NOT_SAFE,
            in -> LocalCommand.builder(open(program(in)), in)),
        row(
            "a program in a directory that others may write to",
            LocalServerFault.PROGRAM_NOT_SAFE,
            in -> {
              Path loose = Files.createDirectory(in.resolve("loose"));
              Path program = program(loose);
              open(loose);
              return LocalCommand.builder(program, in);
            }),
        row(
            "a program below a directory that a group may write to",
            LocalServerFault.PROGRAM_NOT_SAFE,
            in -> {
              Path loose = Files.createDirectory(in.resolve("loose"));
              Path program = program(Files.createDirectory(loose.resolve("below")));
              if (Files.getAttribute(loose, "unix:gid").equals(0)) {
                Files.setAttribute(loose, "unix:gid", 54_321);
              }
              Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rwxrwxr-x"));
              return LocalCommand.builder(program, in);
            }),
        row(
            "a link to a program that others may write to",
            LocalServerFault.PROGRAM_NOT_SAFE,
            in ->
                LocalCommand.builder(
                    Files.createSymbolicLink(in.resolve("link"), open(program(in))), in)),
        row(
            "a link in a directory that others may write to",
            LocalServerFault.PROGRAM_NOT_SAFE,
            in -> {
              Path loose = Files.createDirectory(in.resolve("loose"));
              Path link = Files.createSymbolicLink(loose.resolve("link"), program(in));
              open(loose);
              return LocalCommand.builder(link, in);
            }),
        row(
            "a link by way of a directory that others may write to",
            LocalServerFault.PROGRAM_NOT_SAFE,
            in -> {
              Path loose = Files.createDirectory(in.resolve("loose"));
              Files.createSymbolicLink(loose.resolve("way"), program(in));
              open(loose);
              return LocalCommand.builder(
                  Files.createSymbolicLink(in.resolve("link"), Path.of("loose/../loose/way")), in);
            }),
        row(
            "a link that leads round in a circle",
            LocalServerFault.NO_PROGRAM,
            in -> {
              Path link = in.resolve("link");
              return LocalCommand.builder(Files.createSymbolicLink(link, link), in);
            }),
        row(
            "another program than the digest's",
            LocalServerFault.PROGRAM_CHANGED,
            in -> LocalCommand.builder(program(in), in).sha256("0".repeat(64))),
        row(
            "a link that leads to another program than before",
            LocalServerFault.PROGRAM_CHANGED,
            in -> {
              Path before = program(in);
              Path link = Files.createSymbolicLink(in.resolve("link"), before);
              LocalCommandBuilder command = LocalCommand.builder(link, in).sha256(digest(before));
              Files.delete(link);
              Files.createSymbolicLink(link, Scripts.executable(in.resolve("other"), "exit 1"));
              return command;
            }),
        row(
            "a directory that is not there",
            LocalServerFault.NO_DIRECTORY,
            in -> LocalCommand.builder(program(in), in.resolve("none"))),
        row(
            "a directory that others may write to",
            LocalServerFault.NO_DIRECTORY,
            in ->
                LocalCommand.builder(
                    program(in), open(Files.createDirectory(in.resolve("loose"))))),
        row(
            "a launcher that is not there",
            LocalServerFault.NO_PROGRAM,
            in ->
                LocalCommand.builder(program(in), in)
                    .launcher(Launcher.bubblewrap(in.resolve("none")))),
        row(
            "a launcher without a path",
            LocalServerFault.NO_PROGRAM,
            in ->
                LocalCommand.builder(program(in), in)
                    .launcher(Launcher.bubblewrap(Path.of("bwrap")))),
        row(
            "a program whose interpreter is not there",
            LocalServerFault.NOT_STARTED,
            in -> {
              Path program = program(in);
              Files.writeString(program, "#!/no/such/interpreter\n");
              return LocalCommand.builder(program, in);
            }));
  }

  @ParameterizedTest(name = "C35 {0}")
  @MethodSource("spoilings")
  void isNotStartedAndSaysWhyAtOnce(
      String name, LocalServerFault expected, Spoiling spoiling, @TempDir Path directory)
      throws Exception {
    LocalCommand command = spoiling.spoil(directory).build();

    assertThat(catchThrowableOfType(LocalServerException.class, command::start).fault())
        .isEqualTo(expected);
  }

  @Test
  void tellsTheClientOfTheSdkAtOnceC35(@TempDir Path directory) {
    LocalCommand command = LocalCommand.builder(directory.resolve("none"), directory).build();
    long start = System.nanoTime();
    try (var client =
        McpClient.sync(new StdioTransport(command, McpJsonDefaults.getMapper()))
            .requestTimeout(Duration.ofSeconds(20))
            .initializationTimeout(Duration.ofSeconds(20))
            .build()) {
      assertThat(catchThrowableOfType(RuntimeException.class, client::initialize))
          .hasRootCauseInstanceOf(LocalServerException.class)
          .rootCause()
          .hasMessageContaining("The program is not there");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void startsAProgramThatIsAsItShouldBe(@TempDir Path directory) throws Exception {
    Path program = program(directory);
    LocalCommand command =
        LocalCommand.builder(
                Files.createSymbolicLink(directory.resolve("link"), program), directory)
            .sha256(digest(program))
            .build();

    assertThat(outputOf(command)).isEqualTo("started in " + directory.toRealPath() + "\n");
  }

  @Test
  void saysAllThatIsWrongWithACommand() {
    LocalCommandBuilder builder =
        LocalCommand.builder(Path.of("notes-server"), Path.of("."))
            .arguments("a\0b")
            .variable("A=B", "c")
            .variable("MCP_LOCAL_SERVER", "x")
            .sha256("ABC")
            .limits(StdioLimits.defaults().withMaximumLine(1));

    assertThat(builder.problems()).hasSize(7);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("The program must be absolute")
        .withMessageContaining("The directory must be absolute");
  }

  @Test
  void tellsNoArgumentAndNoVariable(@TempDir Path directory) throws Exception {
    LocalCommandBuilder command =
        LocalCommand.builder(directory.resolve("none"), directory)
            .arguments("--token=SECRET")
            .variable("TOKEN", "SECRET");

    assertThat(command.build().toString()).doesNotContain("SECRET");
    assertThat(catchThrowableOfType(LocalServerException.class, command.build()::start))
        .message()
        .doesNotContain("SECRET");
    assertThat(new Launch(List.of("/x", "SECRET"), directory, Set.of(), "1").toString())
        .doesNotContain("SECRET");
  }

  private static Arguments row(String name, LocalServerFault expected, Spoiling spoiling) {
    return Arguments.of(name, expected, spoiling);
  }

  private static Path program(Path directory) throws IOException {
    return Scripts.executable(directory.resolve("program"), "echo \"started in $(pwd)\"");
  }

  private static Path open(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static String digest(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /** All that it prints, as it is: no server, so its streams are read below the transport. */
  private static String outputOf(LocalCommand command) throws Exception {
    Mark mark = Mark.random();
    ServerPipes pipes = command.startProcess(command.launch(mark), mark).pipes();
    return new String(pipes.output().readAllBytes(), UTF_8);
  }
}
