package io.github.jerseymcp.example;

import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.example.apikeys.ApiKeysCommand;
import io.github.jerseymcp.example.call.CallCommand;
import io.github.jerseymcp.example.doctor.Doctor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the example server from the command line. */
public final class Main {

  private static final int BAD_COMMAND_LINE = 2;
  private static final int CANNOT_START = 1;

  /** Half a second less than the three that a stop may take. */
  private static final Duration STOP = Duration.ofMillis(2_500);

  private Main() {}

  /** Runs until the process is asked to stop. */
  public static void main(String[] arguments) throws InterruptedException {
    int exitCode = run(arguments, System.out, System.err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("doctor")) {
      return new Doctor(InstantSource.system(), System.getenv(), System.in, out, err)
          .run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
    if (arguments.length > 0 && arguments[0].equals("call")) {
      return call(Arrays.copyOfRange(arguments, 1, arguments.length), out, err);
    }
    if (arguments.length > 0 && arguments[0].equals("api-keys")) {
      // The pool would tell of its start.
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
      return new ApiKeysCommand(System.getenv(), InstantSource.system(), out, err)
          .run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
    if (CommandLineArguments.asksForHelp(arguments)) {
      out.print(CommandLineArguments.usage());
      return 0;
    }
    try {
      if (StdioCommand.isIn(arguments)) {
        StdioCommand.run(arguments);
        return 0;
      }
      if (ExplainCommand.isIn(arguments)) {
        return explain(arguments, out);
      }
      serve(Options.parse(arguments), out);
      return 0;
    } catch (BadCommandLineException e) {
      err.println("example-server: " + e.getMessage());
      return BAD_COMMAND_LINE;
    } catch (StartException e) {
      err.println("example-server: " + e.getMessage());
      return CANNOT_START;
    }
  }

  private static int call(String[] arguments, PrintStream out, PrintStream err) {
    // What the SDK logs may hold what a server wrote.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    return new CallCommand(System.getenv(), UserAgent.systemBrowser(), out, err).run(arguments);
  }

  private static int explain(String[] arguments, PrintStream out) throws BadCommandLineException {
    // Whoever asks about one request need not read what a start tells.
    System.setProperty("org.slf4j.simpleLogger.log.io.github.jerseymcp", "warn");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return new ExplainCommand(System.getenv(), System.in, out).run(arguments);
  }

  private static void serve(Options options, PrintStream out)
      throws StartException, InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try (ExampleServer server = ExampleServer.start(options)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      out.println(Announcement.of(server));
      out.flush();
      server.awaitClose();
    }
  }

  /** The process ends when this returns, whatever a part of the server still waits for. */
  private static void stop(ExampleServer server) {
    Thread closing = new Thread(server::close, "close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
