package io.github.jerseymcp.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server keeps for each session, stream and call in flight, by its heap after two
 * collections with and without many of them. Arguments: the process of the server, its port, {@code
 * session} or {@code modern}, how many sessions or streams, how many calls, and the file with the
 * fields that each request carries. Uses {@code jcmd} of its own JDK.
 */
public final class HeldCost {

  private static final Pattern SESSION =
      Pattern.compile("mcp-session-id: *(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final String META =
      ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{},"
          + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"load\",\"version\":\"1\"}}";

  private final String process;
  private final int port;
  private final String fields;
  private final List<Socket> held = new ArrayList<>();

  private HeldCost(String process, int port, String fields) {
    this.process = process;
    this.port = port;
    this.fields = fields;
  }

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    HeldCost cost =
        new HeldCost(
            arguments[0],
            Integer.parseInt(arguments[1]),
            String.join("\r\n", Files.readAllLines(Path.of(arguments[6]), UTF_8)) + "\r\n");
    int streams = Integer.parseInt(arguments[4]);
    int calls = Integer.parseInt(arguments[5]);
    // What is made once, by the first session and the first streams, is not of each.
    if (arguments[2].equals("session")) {
      cost.sessions(Integer.parseInt(arguments[3]), streams, calls);
    } else {
      cost.modern(streams, calls);
    }
  }

  private void sessions(int many, int streams, int calls) throws Exception {
    for (int i = 0; i < 50; i++) {
      stream(session());
    }
    long empty = heap();
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      sessions.add(session());
    }
    empty = say("session", empty, many);
    for (String session : sessions.subList(0, streams)) {
      stream(session);
    }
    empty = say("stream", empty, streams);
    for (int i = 0; i < calls; i++) {
      String session = sessions.get(i % sessions.size());
      hold("POST", "Mcp-Session-Id: " + session + "\r\n", call(i, ""), false);
    }
    say("call in flight", empty, calls);
  }

  private void modern(int streams, int calls) throws Exception {
    for (int i = 0; i < 50; i++) {
      listen(i);
    }
    long empty = heap();
    for (int i = 0; i < streams; i++) {
      listen(100 + i);
    }
    empty = say("stream", empty, streams);
    for (int i = 0; i < calls; i++) {
      hold("POST", "Mcp-Method: tools/call\r\nMcp-Name: wait\r\n", call(i, META), false);
    }
    say("call in flight", empty, calls);
  }

  private String session() throws IOException {
    String head =
        ask(
            "",
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"load\",\"version\":\"1\"}}}");
    Matcher found = SESSION.matcher(head);
    if (!found.find()) {
      throw new IllegalStateException("No session: " + head);
    }
    String unused =
        ask(
            "Mcp-Session-Id: " + found.group(1) + "\r\n",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return found.group(1);
  }

  private void stream(String session) throws IOException {
    hold("GET", "Mcp-Session-Id: " + session + "\r\n", "", true);
  }

  private void listen(int id) throws IOException {
    hold(
        "POST",
        "Mcp-Method: subscriptions/listen\r\n",
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{\"toolsListChanged\":true}%s}}"
            .formatted(id, META),
        true);
  }

  private static String call(int id, String meta) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\",\"arguments\":{\"text\":\"hello\"}%s}}"
        .formatted(1_000 + id, meta);
  }

  private String ask(String more, String body) throws IOException {
    try (Socket socket = send("POST", more + "Connection: close\r\n", body)) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private void hold(String method, String more, String body, boolean answered) throws IOException {
    Socket socket = send(method, more, body);
    held.add(socket);
    if (answered) {
      String status = line(socket.getInputStream());
      if (!status.contains(" 200")) {
        throw new IllegalStateException("No stream: " + status);
      }
    }
  }

  private Socket send(String method, String more, String body) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    String length = body.isEmpty() ? "" : "Content-Length: " + body.getBytes(UTF_8).length + "\r\n";
    socket
        .getOutputStream()
        .write(
            (method + " /mcp HTTP/1.1\r\n" + fields + more + length + "\r\n" + body)
                .getBytes(UTF_8));
    return socket;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      line.append((char) read);
    }
    return line.toString();
  }

  private long say(String what, long before, int count) throws Exception {
    // What was only sent is at work by then, and has opened its stream.
    Thread.sleep(4_000);
    long after = heap();
    System.out.printf(
        "%s: %,d bytes each (%,d of them: %,d to %,d)%n",
        what, (after - before) / count, count, before, after);
    return after;
  }

  private long heap() throws Exception {
    long total = 0;
    for (int collection = 0; collection < 2; collection++) {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  process,
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String last = "";
      for (String line : new String(jcmd.getInputStream().readAllBytes(), US_ASCII).split("\n")) {
        last = line.startsWith("Total") ? line : last;
      }
      total = Long.parseLong(last.trim().split("\\s+")[2]);
    }
    return total;
  }
}
