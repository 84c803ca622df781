package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;
import java.io.IOException;

/**
 * Clients that come back to a finished stream, and replace their listening one, without a pause.
 */
final class ReconnectStorm implements Attack {

  @Override
  public String name() {
    return "L-12: 16 clients that reconnect without a pause";
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    String token = target.token("storm", SessionEndpoint.PATH).sign();
    Session session = target.begin(token);
    String[] last = new String[16];
    crowd.each(
        last.length,
        member -> {
          Request request = target.get(token, session);
          if (last[member] != null) {
            request.field("Last-Event-ID", last[member]);
          }
          Wire wire = crowd.open();
          try {
            int status = wire.send(request).status();
            crowd.count(Integer.toString(status));
            last[member] = status == 200 ? eventOf(wire, last[member]) : null;
          } finally {
            crowd.drop(wire);
          }
        });
  }

  @Override
  public Work victim(Target target) throws Exception {
    return new ResumedCall(target);
  }

  /** The id of the first event, if one comes; a line of a chunk's size may stand before it. */
  private static String eventOf(Wire wire, String before) throws IOException {
    for (int i = 0; i < 4; i++) {
      String line = wire.line();
      if (line.startsWith("id: ")) {
        return line.substring(4);
      }
    }
    return before;
  }
}
