package io.github.jerseymcp.example.doctor.check;

import java.util.List;

/** What the doctor says to an endpoint. Nothing of it calls a tool or changes anything. */
final class Messages {

  /** The revision that the doctor speaks. */
  static final String LATEST = "2025-11-25";

  /** The one before it. */
  static final String EARLIER = "2025-06-18";

  /** A revision that there never was. */
  static final String UNHEARD = "1999-01-01";

  /** All revisions that there are. */
  static final List<String> REVISIONS =
      List.of("2024-11-05", "2025-03-26", EARLIER, LATEST, "2026-07-28");

  static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
  static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}";

  /** A method that there is none of, so that it does nothing wherever it is answered. */
  static final String NOTHING = "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"doctor/nothing\"}";

  static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  static final String BROKEN = "{\"jsonrpc\":\"2.0\",\"id\":";

  private Messages() {}

  static String initialize(String version) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
        + version
        + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"doctor\",\"version\":\"1\"}}}";
  }
}
