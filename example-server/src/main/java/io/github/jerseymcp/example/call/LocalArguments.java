package io.github.jerseymcp.example.call;

import io.github.jerseymcp.example.call.CallArguments.BadArgumentsException;
import io.github.jerseymcp.stdio.Launcher;
import io.github.jerseymcp.stdio.LocalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of a command line that says which local server to start, and in which cage. */
final class LocalArguments {

  @Option(
      names = "--stdio",
      description =
          "Start COMMAND, which must be absolute, as a local server. It gets no variable of this"
              + " process, and ends with the call.")
  private boolean stdio;

  @Option(
      names = "--directory",
      paramLabel = "DIRECTORY",
      description = "Where it works (default: a new one, for it alone).")
  private @Nullable String directory;

  @Option(
      names = "--grant",
      paramLabel = "NAME",
      description = "A variable of this process that it gets; repeatable.")
  private List<String> granted = new ArrayList<>();

  @Option(
      names = "--cage",
      paramLabel = "NAME",
      description = "unshare, bubblewrap, firejail or sandbox-exec (default: none).")
  private @Nullable String cage;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "After --, with --stdio.")
  private List<String> command = new ArrayList<>();

  boolean isAskedFor() {
    return stdio;
  }

  /** What tells this server from others. */
  String identity() {
    return "stdio " + command;
  }

  /** Whether all of it is there, or nothing. */
  boolean isWhole() {
    return stdio
        ? !command.isEmpty()
        : command.isEmpty() && directory == null && granted.isEmpty() && cage == null;
  }

  /** How to start it; what it writes beside the protocol is told as it comes. */
  LocalCommand command(Progress progress) throws BadArgumentsException {
    for (String name : granted) {
      if (System.getenv(name) == null) {
        throw new BadArgumentsException(
            "--grant takes the name of a variable that is set here, and no value");
      }
    }
    try {
      return LocalCommand.builder(Path.of(command.get(0)), workingDirectory())
          .arguments(command.subList(1, command.size()).toArray(String[]::new))
          .inherited(granted.toArray(String[]::new))
          .launcher(launcher())
          .errors(line -> progress.say("  | " + line))
          .build();
    } catch (InvalidPathException e) {
      throw new BadArgumentsException("COMMAND and --directory must be paths");
    }
  }

  private Path workingDirectory() {
    if (directory != null) {
      return Path.of(directory).toAbsolutePath().normalize();
    }
    try {
      Path own = Files.createTempDirectory("mcp-call");
      own.toFile().deleteOnExit();
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Launcher launcher() throws BadArgumentsException {
    return switch (cage == null ? "none" : cage) {
      case "none" -> Launcher.none();
      case "unshare" -> Launcher.namespaces(Path.of("/usr/bin/unshare"));
      case "bubblewrap" -> Launcher.bubblewrap(Path.of("/usr/bin/bwrap"));
      case "firejail" -> Launcher.firejail(Path.of("/usr/bin/firejail"));
      case "sandbox-exec" -> Launcher.sandboxExec();
      default ->
          throw new BadArgumentsException(
              "--cage must be unshare, bubblewrap, firejail or sandbox-exec");
    };
  }
}
