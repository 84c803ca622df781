package io.github.jerseymcp.stdio;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Our ends of the standard streams of a server. A process that nobody finds may hold the other ends
 * for ever, and closing a stream of the JDK then wakes nobody who reads it. So, on Linux, the same
 * pipes are opened once more, as channels, whose close does; elsewhere the JDK's streams stay.
 *
 * @param input what the server reads
 * @param output what it writes
 * @param errors what it writes beside that
 * @param ends what wakes whoever waits for it
 */
record ServerPipes(
    OutputStream input, InputStream output, InputStream errors, List<Closeable> ends) {

  private static final int STREAMS = 3;

  static ServerPipes of(Process process) {
    List<Optional<String>> pipes =
        IntStream.range(0, STREAMS)
            .mapToObj(stream -> LinuxProcesses.pipeOf(process.pid(), stream))
            .toList();
    List<String> known = pipes.stream().flatMap(Optional::stream).toList();
    if (!areInOrder(known)) {
      // It has put one in the place of another by now, as shells and servers do with their output.
      return new ServerPipes(
          process.getOutputStream(), process.getInputStream(), process.getErrorStream(), List.of());
    }
    List<Closeable> ends = new ArrayList<>();
    return new ServerPipes(
        opened(pipes.get(0), WRITE, ends)
            .map(channel -> replaced(process, process.getOutputStream(), channel))
            .orElseGet(process::getOutputStream),
        opened(pipes.get(1), READ, ends)
            .map(channel -> replaced(process, process.getInputStream(), channel))
            .orElseGet(process::getInputStream),
        opened(pipes.get(2), READ, ends)
            .map(channel -> replaced(process, process.getErrorStream(), channel))
            .orElseGet(process::getErrorStream),
        ends);
  }

  /**
   * Whether they are its three in the order in which the JDK makes them, and Linux numbers them;
   * where it numbers them otherwise, the JDK's streams stay.
   */
  private static boolean areInOrder(List<String> pipes) {
    List<Long> numbers =
        pipes.stream().map(pipe -> Long.parseLong(pipe.replaceAll("[^0-9]", ""))).toList();
    return numbers.size() == STREAMS
        && numbers.get(0) < numbers.get(1)
        && numbers.get(1) < numbers.get(2);
  }

  /** Wakes whoever reads or writes. */
  void close() {
    ends.forEach(ServerPipes::close);
  }

  private static OutputStream replaced(Process process, OutputStream stream, FileChannel channel) {
    if (!process.isAlive()) {
      close(channel);
      return stream;
    }
    close(stream);
    return Channels.newOutputStream(channel);
  }

  private static InputStream replaced(Process process, InputStream stream, FileChannel channel) {
    if (!process.isAlive()) {
      // The JDK takes what is left in the pipe over into its own stream, once it knows.
      close(channel);
      return stream;
    }
    close(stream);
    return Channels.newInputStream(channel);
  }

  /** Our end of a pipe once more; none if there is no such pipe. */
  private static Optional<FileChannel> opened(
      Optional<String> pipe, StandardOpenOption mode, List<Closeable> ends) {
    Optional<Path> own = pipe.flatMap(LinuxProcesses::ownEnd);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    try {
      // With an end of either kind, so that opening waits for nobody.
      FileChannel both = FileChannel.open(own.get(), READ, WRITE);
      try {
        FileChannel channel = FileChannel.open(own.get(), mode);
        ends.add(channel);
        return Optional.of(channel);
      } finally {
        both.close();
      }
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  private static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
