package io.github.jerseymcp.stdio;

import io.github.jerseymcp.time.Ticker;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local server that runs: its process, its streams, and the end of both. For the clients of MCP
 * up to 2025-11-25 use {@link StdioTransport}, which has one inside; the SDK's client for MCP
 * 2026-07-28 takes {@link #output} and {@link #input}.
 *
 * <p>It ends when it is closed, when its process ends, when it breaks a limit, and with this
 * process; then all processes that it has started are ended as well (see {@link Launcher} for those
 * that hide). Thread-safe.
 */
public final class LocalServer implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(LocalServer.class);

  /** How long an end waits for the other sign of it: the exit code, or the last lines. */
  private static final long SIGNS_MILLIS = 300;

  private static final long LAST_WORDS_MILLIS = 1_000;

  private final String name;
  private final StartedProcess started;
  private final List<String> afterwards;
  private final StdioLimits limits;
  private final ServerLines lines;
  private final SendQueue queue;
  private final CompletableFuture<Boolean> read = new CompletableFuture<>();
  private final CompletableFuture<LocalServerException> over = new CompletableFuture<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Thread atExit = new Thread(this::close, "mcp-stdio-exit");

  private LocalServer(
      String name, StartedProcess started, List<String> afterwards, StdioLimits limits) {
    this.name = name;
    this.started = started;
    this.afterwards = afterwards;
    this.limits = limits;
    this.lines = new ServerLines(name, started.pipes().output(), limits.maximumLine());
    this.queue = new SendQueue(limits.maximumUnread());
  }

  static LocalServer of(
      StartedProcess started,
      Path program,
      List<String> afterwards,
      StdioLimits limits,
      Optional<Consumer<String>> errors) {
    String name = program.getFileName() + " (" + started.process().pid() + ")";
    LocalServer server = new LocalServer(name, started, afterwards, limits);
    Consumer<String> reader =
        errors.orElse(line -> logger.debug("Local server {} says: {}", name, line));
    ErrorLines errorLines = new ErrorLines(reader, limits.errorRate(), Ticker.system());
    server.run(
        "errors",
        () -> {
          errorLines.readAll(started.pipes().errors());
          server.told.countDown();
        });
    server.run("input", () -> server.queue.writeAll(started.pipes().input()));
    server.watch();
    return server;
  }

  /** The process that was started: the server, or the launcher that it is in. */
  public long pid() {
    return process().pid();
  }

  /** Whether it runs, and nothing has ended it. */
  public boolean isRunning() {
    return !over.isDone();
  }

  /** Why it is over, once it is. */
  public CompletionStage<LocalServerException> ended() {
    return over.minimalCompletionStage();
  }

  /**
   * What it writes: lines that are one JSON object each, and within the limits; others are left
   * out. For one reader; at the end of a server that was not closed here it throws why.
   */
  public InputStream output() {
    return new LineStream(this);
  }

  /** What it reads. Nobody who writes waits for it; closing ends its input. */
  public OutputStream input() {
    return new QueuedStream(this);
  }

  /**
   * Ends it: its input, then a request to terminate, then all of its processes are killed, within
   * the patience of the limits and little more. Returns when they are gone.
   */
  @Override
  public void close() {
    end(new LocalServerException(LocalServerFault.CLOSED));
    try {
      gone.await();
    } catch (InterruptedException e) {
      // It goes on to end.
      Thread.currentThread().interrupt();
    }
  }

  /** The next message; null when there are no more. */
  byte @Nullable [] next() {
    try {
      byte[] line = isRunning() ? lines.next() : null;
      if (line == null) {
        var unused = read.complete(true);
      }
      return line;
    } catch (LocalServerException e) {
      end(e);
      return null;
    }
  }

  /** What {@link #next} gave was no message. */
  void leaveOut(byte[] line) {
    try {
      lines.leaveOut(line);
    } catch (LocalServerException e) {
      end(e);
    }
  }

  /**
   * Sends bytes, at some time soon.
   *
   * @throws LocalServerException if it is over, or does not read
   */
  void send(byte[] bytes) throws LocalServerException {
    LocalServerException why = over.getNow(null);
    if (why == null && !queue.add(bytes)) {
      why = new LocalServerException(LocalServerFault.NOT_READING);
      end(why);
    }
    if (why != null) {
      throw why;
    }
  }

  /** Ends its input. */
  void finish() {
    queue.finish();
  }

  /** Why it is over, once it is known. */
  LocalServerException awaitEnd() {
    return over.join();
  }

  private Process process() {
    return started.process();
  }

  private void watch() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      end(new LocalServerException(LocalServerFault.CLOSED, "this process ends"));
    }
    CompletableFuture<Process> exit = process().onExit();
    var unusedExit =
        exit.thenCompose(
                process ->
                    read.copy().completeOnTimeout(false, SIGNS_MILLIS, TimeUnit.MILLISECONDS))
            .thenRunAsync(() -> end(exited()), work -> run("ended", work));
    var unusedRead =
        read.thenCompose(
                all ->
                    exit.copy().completeOnTimeout(process(), SIGNS_MILLIS, TimeUnit.MILLISECONDS))
            .thenRunAsync(() -> end(exited()), work -> run("ended", work));
  }

  private LocalServerException exited() {
    return process().isAlive()
        ? new LocalServerException(LocalServerFault.OUTPUT_CLOSED)
        : new LocalServerException(process().exitValue());
  }

  private void end(LocalServerException why) {
    if (ending.compareAndSet(false, true)) {
      if (why.fault() != LocalServerFault.CLOSED) {
        logger.warn("Local server {} is over. {}", name, why.getMessage());
      }
      // Whoever is told may close it, and so wait for what must have begun by then.
      run("end", this::endProcesses);
      over.complete(why);
    }
  }

  private void endProcesses() {
    try {
      queue.finish();
      if (!started.family().end(limits.patience())) {
        logger.error("Processes of the local server {} could not be killed", name);
      }
      Afterwards.run(afterwards, name);
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      logger.debug("This process ends");
    } finally {
      gone.countDown();
      hangUp();
    }
  }

  /** Once its last words are read, unless somebody who is not found keeps the stream open. */
  private void hangUp() {
    try {
      if (!told.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
        logger.warn("A process that is not found keeps the streams of the local server {}", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    started.pipes().close();
  }

  private void run(String what, Runnable work) {
    Thread thread = new Thread(work, "mcp-stdio-" + what + "-" + process().pid());
    thread.setDaemon(true);
    thread.start();
  }
}
