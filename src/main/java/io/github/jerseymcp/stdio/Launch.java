package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link Launcher} starts.
 *
 * @param command the program, then its arguments
 * @param directory where it works, absolute
 * @param variables the names of its environment, without their values
 * @param id lower-case letters and digits, other ones at each start
 */
public record Launch(List<String> command, Path directory, Set<String> variables, String id) {

  /** Copies the collections. */
  public Launch {
    command = List.copyOf(command);
    variables = Collections.unmodifiableSet(new TreeSet<>(variables));
  }

  /** Without arguments. */
  @Override
  public String toString() {
    return "Launch[" + command.get(0) + "]";
  }
}
