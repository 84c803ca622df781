package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.util.List;

/**
 * Puts a local server into a cage: it turns a command line into the one that is started. What comes
 * first in it is checked as a program of {@link LocalCommand} is. No shell is ever between.
 *
 * <p>Each recipe takes away the network, and all writing but in the directory of the server.
 */
@FunctionalInterface
public interface Launcher {

  /** The command line to start, as one that no shell reads. */
  List<String> wrap(Launch launch);

  /**
   * A command line that ends what may be left when the processes are gone; empty if there is
   * nothing.
   */
  default List<String> afterwards(Launch launch) {
    return List.of();
  }

  /** Whether the program is a file of this machine, which is checked before each start. */
  default boolean startsFileOfThisMachine() {
    return true;
  }

  /** No cage: the server may do what this process may. */
  static Launcher none() {
    return Launch::command;
  }

  /**
   * Bubblewrap: the system's programs and the paths that are named can be read, and nothing else is
   * there. Ends with whoever started it.
   *
   * @param program such as {@code /usr/bin/bwrap}
   * @param readable absolute paths that the server reads besides
   */
  static Launcher bubblewrap(Path program, Path... readable) {
    return new Bubblewrap(program, List.of(readable));
  }

  /**
   * The namespaces of Linux, by {@code unshare}: no network, and processes of its own, which all
   * end when the server is closed, whatever they did to hide. Files are as they were.
   *
   * @param program such as {@code /usr/bin/unshare}
   */
  static Launcher namespaces(Path program) {
    return new Namespaces(program);
  }

  /**
   * Firejail: no network, no capabilities, files can only be read, and of what users own the
   * directory of the server is there alone, as far as firejail can hide the rest.
   *
   * @param program such as {@code /usr/bin/firejail}
   */
  static Launcher firejail(Path program) {
    return new Firejail(program);
  }

  /** The sandbox of macOS, by {@code /usr/bin/sandbox-exec}. */
  static Launcher sandboxExec() {
    return new SandboxExec();
  }

  /**
   * A container of an image that is there: no network, no capabilities, a file system that can only
   * be read, the directory of the server, 1 GiB and 256 processes. It is removed when the server is
   * closed.
   *
   * @param program such as {@code /usr/bin/docker} or {@code /usr/bin/podman}
   * @param image a name with a digest says exactly which
   */
  static Launcher container(Path program, String image) {
    return new Container(program, image);
  }
}
