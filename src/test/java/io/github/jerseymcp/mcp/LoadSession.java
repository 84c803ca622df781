package io.github.jerseymcp.mcp;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One session of a load run: its calls one after the other, and what its stream received. */
final class LoadSession {

  private final String user;
  private final String name;
  private final McpWire client;
  private final AtomicInteger nextId = new AtomicInteger(1);
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final EventReader listening;

  LoadSession(String user, int number, McpWire client) {
    this.user = user;
    this.name = "s" + number;
    this.client = client.initialize();
    this.listening = this.client.listen();
  }

  /** Makes a call; the text says what is wrong with the answer, empty if nothing is. */
  String call() {
    int id = nextId.getAndIncrement();
    String text = name + "-" + id;
    boolean onStream = id % 10 == 0;
    Reply reply = client.post(McpWire.call(id, onStream ? "tell" : "echo", text));
    String answer = onStream ? lastEvent(reply.body()) : reply.body();
    boolean right =
        reply.status() == 200
            && reply.type().startsWith(onStream ? "text/event-stream" : "application/json")
            && answer.contains("\"id\":" + id + ",")
            && answer.contains("\"text\":\"" + user + " " + text + "\"");
    return right ? "" : name + " got " + reply.status() + " " + reply.body();
  }

  String ask(String tool) {
    return client.post(McpWire.call(nextId.getAndIncrement(), tool, "")).body();
  }

  /** Reads what its stream received, until it has as many notifications. */
  List<String> receive(int count) {
    while (received.size() < count) {
      String data = listening.next().data();
      if (!data.isEmpty()) {
        received.add(data.replaceAll(".*\"n\":(\\d+).*", "$1"));
      }
    }
    return List.copyOf(received);
  }

  boolean isSilent() {
    return listening.isSilent();
  }

  void close() {
    listening.close();
  }

  private static String lastEvent(String body) {
    return body.substring(body.lastIndexOf("data: "));
  }
}
