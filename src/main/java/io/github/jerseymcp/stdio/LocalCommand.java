package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a local MCP server is started: which program, with which arguments, where, and with what of
 * the environment. It gets no variable of this process that was not granted to it, and no shell
 * ever reads its command line.
 *
 * <pre>{@code
 * LocalCommand command =
 *     LocalCommand.builder(Path.of("/opt/notes/bin/notes-server"), Path.of("/var/lib/notes"))
 *         .arguments("--stdio")
 *         .inherited("TZ")
 *         .launcher(Launcher.bubblewrap(Path.of("/usr/bin/bwrap")))
 *         .build();
 * }</pre>
 *
 * <p>At each start the program, the directory and all that leads to them are looked at: they must
 * belong to root or to this user, and nobody else may write to them. Immutable and thread-safe.
 */
public final class LocalCommand {

  private static final Logger logger = LoggerFactory.getLogger(LocalCommand.class);

  private final Path program;
  private final List<String> arguments;
  private final Path directory;
  private final Map<String, String> environment;
  private final Optional<String> sha256;
  private final Set<String> trusted;
  private final Launcher launcher;
  private final StdioLimits limits;
  private final Optional<Consumer<String>> errors;
  private final Optional<Consumer<LocalServerEnded>> ends;

  LocalCommand(LocalCommandBuilder builder) {
    this.program = builder.program;
    this.arguments = List.copyOf(builder.arguments);
    this.directory = builder.directory;
    this.environment = Map.copyOf(builder.environment);
    this.sha256 = Optional.ofNullable(builder.sha256);
    this.trusted = Set.copyOf(builder.trusted);
    this.launcher = builder.launcher;
    this.limits = builder.limits;
    this.errors = Optional.ofNullable(builder.errors);
    this.ends = Optional.ofNullable(builder.ends);
  }

  /**
   * Begins a command.
   *
   * @param program absolute; {@code PATH} is not looked at
   * @param directory absolute; where the server works
   */
  public static LocalCommandBuilder builder(Path program, Path directory) {
    return new LocalCommandBuilder(program, directory);
  }

  /**
   * Starts a server, which runs until it is closed or this process ends.
   *
   * @throws LocalServerException if something about the program or its directory is not safe, or
   *     the operating system does not start it
   */
  public LocalServer start() throws LocalServerException {
    long begun = System.nanoTime();
    try {
      LocalServer server = startServer();
      var unused = server.ended().thenAccept(why -> tell(why, System.nanoTime() - begun));
      return server;
    } catch (LocalServerException e) {
      tell(e, 0);
      throw e;
    } catch (RuntimeException | Error e) {
      tell(new LocalServerException(LocalServerFault.NOT_STARTED), 0);
      throw e;
    }
  }

  private void tell(LocalServerException why, long nanos) {
    try {
      ends.ifPresent(
          listener ->
              listener.accept(
                  LocalServerEnded.of(String.valueOf(program.getFileName()), why, nanos)));
    } catch (RuntimeException | Error e) {
      logger.error("Who is told how local servers end failed with {}", e.getClass().getName());
    }
  }

  private LocalServer startServer() throws LocalServerException {
    Mark mark = Mark.random();
    Launch launch = launch(mark);
    StartedProcess started = startProcess(launch, mark);
    boolean served = false;
    try {
      LocalServer server =
          LocalServer.of(started, program, launcher.afterwards(launch), limits, errors);
      served = true;
      return server;
    } finally {
      if (!served) {
        // There are no more threads, or a launcher of the application failed.
        var unused = started.family().end(Duration.ZERO);
        started.pipes().close();
      }
    }
  }

  Launch launch(Mark mark) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    return new Launch(command, directory, environment.keySet(), mark.id());
  }

  StartedProcess startProcess(Launch launch, Mark mark) throws LocalServerException {
    List<String> line = launcher.wrap(launch);
    CheckedProgram check = new CheckedProgram(trusted);
    check.checkDirectory(directory);
    Path first = Path.of(line.get(0));
    if (!first.isAbsolute()) {
      throw new LocalServerException(LocalServerFault.NO_PROGRAM, "the launcher is not absolute");
    }
    if (launcher.startsFileOfThisMachine()) {
      check.check(program, sha256);
    }
    if (!first.equals(program)) {
      check.check(first, Optional.empty());
    }
    Map<String, String> variables = new TreeMap<>(environment);
    variables.putIfAbsent("LANG", "C.UTF-8");
    variables.put(Mark.VARIABLE, mark.value());
    return StartedProcess.start(line, directory, variables, mark);
  }

  /** What is read, kept and waited for. */
  StdioLimits limits() {
    return limits;
  }

  /** Without arguments and variables, which may hold a secret. */
  @Override
  public String toString() {
    return "LocalCommand[" + program + "]";
  }
}
