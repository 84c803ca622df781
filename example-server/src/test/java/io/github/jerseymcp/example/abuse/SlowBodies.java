package io.github.jerseymcp.example.abuse;

import java.time.Duration;

/** Bodies of which a byte comes each second, of two callers and of strangers. */
final class SlowBodies implements Attack {

  private static final int OF_EACH = 16;
  private static final byte[] BYTE = {' '};

  @Override
  public String name() {
    return "L-03: 48 bodies, a byte each second";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String first = target.token("slow-1", StatelessEndpoint.PATH).sign();
    String second = target.token("slow-2", StatelessEndpoint.PATH).sign();
    crowd.each(OF_EACH, member -> trickle(crowd, target.post(StatelessEndpoint.PATH, first)));
    crowd.each(OF_EACH, member -> trickle(crowd, target.post(StatelessEndpoint.PATH, second)));
    crowd.each(OF_EACH, member -> trickle(crowd, target.anonymous("POST", StatelessEndpoint.PATH)));
  }

  private static void trickle(Crowd crowd, Request request) throws Exception {
    Wire wire = crowd.open();
    try {
      wire.send(request.length(1_000));
      while (!crowd.isOver()) {
        wire.send(BYTE);
        crowd.pause(Duration.ofSeconds(1));
      }
    } finally {
      crowd.drop(wire);
    }
  }
}
