package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A call whose connection the server ends, and whose answer is fetched by another one. */
final class ResumedCall implements Work {

  private final AtomicLong ids = new AtomicLong();
  private final Target target;
  private final String token;
  private final Session session;

  ResumedCall(Target target) throws IOException {
    this.target = target;
    this.token = target.token("returning-victim", SessionEndpoint.PATH).sign();
    this.session = target.begin(token);
  }

  @Override
  public void once() throws Exception {
    String message = Target.call(ids.incrementAndGet(), "release", "{}");
    String event;
    try (Wire wire = new Wire(target.port(), 0)) {
      require200(wire.send(target.post(token, session).body(message)).status());
      event = lastEvent(wire.rest());
    }
    try (Wire wire = new Wire(target.port(), 0)) {
      require200(wire.send(target.get(token, session).field("Last-Event-ID", event)).status());
      String answer = wire.rest();
      if (!answer.contains("delivered")) {
        throw new IOException("The answer is lost: " + answer);
      }
    }
  }

  private static String lastEvent(String stream) throws IOException {
    int start = stream.lastIndexOf("id: ");
    if (start < 0) {
      throw new IOException("Nothing to come back for: " + stream);
    }
    return stream.substring(start + 4, stream.indexOf('\n', start)).strip();
  }

  private static void require200(int status) throws IOException {
    if (status != 200) {
      throw new IOException("Refused: " + status);
    }
  }
}
