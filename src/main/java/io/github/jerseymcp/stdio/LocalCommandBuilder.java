package io.github.jerseymcp.stdio;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a {@link LocalCommand}. What is wrong with it is said when it is built, all at once. */
public final class LocalCommandBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  final Path program;
  final Path directory;
  final List<String> arguments = new ArrayList<>();
  final Map<String, String> environment = new TreeMap<>();
  final Set<String> trusted = new TreeSet<>();
  @Nullable String sha256;
  Launcher launcher = Launcher.none();
  StdioLimits limits = StdioLimits.defaults();
  @Nullable Consumer<String> errors;
  @Nullable Consumer<LocalServerEnded> ends;

  LocalCommandBuilder(Path program, Path directory) {
    this.program = requireNonNull(program, "program");
    this.directory = requireNonNull(directory, "directory");
  }

  /** Adds arguments, each one as it is: nothing is expanded or split. */
  public LocalCommandBuilder arguments(String... values) {
    arguments.addAll(List.of(values));
    return this;
  }

  /** Gives the server a variable of this value. */
  public LocalCommandBuilder variable(String name, String value) {
    environment.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return this;
  }

  /** Gives the server variables of this process, by their names; those that are set now. */
  public LocalCommandBuilder inherited(String... names) {
    for (String name : names) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return this;
  }

  /**
   * The digest that the program must have, 64 hexadecimal digits. It is looked at before each
   * start.
   */
  public LocalCommandBuilder sha256(String hexadecimal) {
    this.sha256 = hexadecimal;
    return this;
  }

  /**
   * Names users who may own the program or its directory, and groups that may write to what leads
   * there, besides root and this user.
   */
  public LocalCommandBuilder trusting(String... usersAndGroups) {
    trusted.addAll(List.of(usersAndGroups));
    return this;
  }

  /** The cage. Default: {@link Launcher#none}. */
  public LocalCommandBuilder launcher(Launcher cage) {
    this.launcher = requireNonNull(cage, "launcher");
    return this;
  }

  /** What is read, kept and waited for. */
  public LocalCommandBuilder limits(StdioLimits value) {
    this.limits = requireNonNull(value, "limits");
    return this;
  }

  /**
   * Who is told the lines of the error stream, within the limits and with control characters
   * escaped. It is called by one thread, and a server waits for it that writes more than a pipe
   * holds. Default: the log at DEBUG.
   */
  public LocalCommandBuilder errors(Consumer<String> reader) {
    this.errors = requireNonNull(reader, "errors");
    return this;
  }

  /**
   * Who is told once of each server that is over, or was not started: in a log, or as a metric. It
   * is called on the thread that ends the server, which waits for it; what it throws is caught.
   */
  public LocalCommandBuilder ends(Consumer<LocalServerEnded> listener) {
    this.ends = requireNonNull(listener, "ends");
    return this;
  }

  /** One sentence for each mistake. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(limits.problems());
    if (!program.isAbsolute()) {
      problems.add("The program must be absolute: PATH is not looked at");
    }
    if (!directory.isAbsolute()) {
      problems.add("The directory must be absolute");
    }
    if (directory.isAbsolute() && directory.normalize().getNameCount() == 0) {
      problems.add("The directory must not be the root: no cage would keep anything from it");
    }
    if (!environment.keySet().stream().allMatch(name -> NAME.matcher(name).matches())) {
      problems.add("The name of a variable must be letters, digits and _");
    }
    if (environment.containsKey(Mark.VARIABLE)) {
      problems.add("The variable " + Mark.VARIABLE + " is taken");
    }
    boolean hasZero =
        environment.values().stream().anyMatch(LocalCommandBuilder::hasZero)
            || arguments.stream().anyMatch(LocalCommandBuilder::hasZero);
    if (hasZero) {
      problems.add("Neither an argument nor a variable can hold the character of code 0");
    }
    if (sha256 != null && !DIGEST.matcher(sha256).matches()) {
      problems.add("sha256 must be 64 hexadecimal digits in lower case");
    }
    return problems;
  }

  /**
   * Makes the command.
   *
   * @throws IllegalArgumentException if something is wrong; its message has all {@link #problems}
   */
  public LocalCommand build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new LocalCommand(this);
  }

  private static boolean hasZero(String text) {
    return text.indexOf('\0') >= 0;
  }
}
