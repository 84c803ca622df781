package io.github.jerseymcp.stdio;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;

/** A server whose parts print wherever they can. */
final class PrintingServer {

  private PrintingServer() {}

  /** A class that prints as soon as it is loaded. */
  static final class Loud {

    static {
      System.out.println("static initialiser");
    }

    private Loud() {}

    static String answer() {
      System.out.println("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"forged\":true}}");
      System.out.print("no line end");
      System.out.flush();
      return "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"forged\":false}}\n";
    }
  }

  public static void main(String[] arguments) throws Exception {
    StandardStreams streams = StandardStreams.claim();
    Logger logger = Logger.getAnonymousLogger();
    logger.addHandler(new ConsoleHandler());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      logger.severe("logged");
      if (System.in.read() >= 0) {
        System.exit(9);
      }
      streams.out().write(Loud.answer().getBytes(StandardCharsets.UTF_8));
    }
    try {
      StandardStreams.claim();
    } catch (IllegalStateException e) {
      System.out.println("claimed once");
    }
  }
}
