package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Linux tells of the processes of this user; of others, and elsewhere, nothing. */
final class LinuxProcesses {

  private static final Path PROC = Path.of("/proc");
  private static final int STREAMS = 3;

  private LinuxProcesses() {}

  /** The pipes that are the standard streams of a process, such as {@code pipe:[4711]}. */
  static Set<String> pipesOf(long pid) {
    Set<String> pipes = new HashSet<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      pipeOf(pid, stream).ifPresent(pipes::add);
    }
    return pipes;
  }

  /** The pipe that is one of the streams of a process. */
  static Optional<String> pipeOf(long pid, int stream) {
    return target(PROC.resolve(pid + "/fd/" + stream));
  }

  /** An end of that pipe which this process has. */
  static Optional<Path> ownEnd(String pipe) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC.resolve("self/fd"))) {
      for (Path descriptor : all) {
        if (target(descriptor).filter(pipe::equals).isPresent()) {
          return Optional.of(descriptor);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // There is no such directory here.
    }
    return Optional.empty();
  }

  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString())
          .filter(target -> target.startsWith("pipe:"));
    } catch (IOException | SecurityException e) {
      // Gone, or somebody else's.
      return Optional.empty();
    }
  }

  /** The processes that carry the mark in their environment, or hold one of the pipes. */
  static List<ProcessHandle> relatives(String mark, Set<String> pipes) {
    List<ProcessHandle> found = new ArrayList<>();
    long own = ProcessHandle.current().pid();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path process : all) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid > 1 && pid != own && isRelative(process, pid, mark, pipes)) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
      // There is no such directory here.
    }
    return found;
  }

  /** Whether it has ended, and only its parent has not asked how. */
  static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), ISO_8859_1);
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isRelative(Path process, long pid, String mark, Set<String> pipes) {
    try {
      String environment = Files.readString(process.resolve("environ"), ISO_8859_1);
      int at = environment.indexOf(Mark.VARIABLE + "=");
      if (at >= 0 && environment.indexOf(mark, at) >= 0) {
        return true;
      }
    } catch (IOException e) {
      // Gone, or somebody else's.
    }
    return pipesOf(pid).stream().anyMatch(pipes::contains);
  }
}
