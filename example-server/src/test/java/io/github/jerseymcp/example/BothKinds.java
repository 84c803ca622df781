package io.github.jerseymcp.example;

import java.util.List;
import java.util.Map;

/** A server with sessions and a stateless one: what both must do alike is tried on both. */
final class BothKinds implements AutoCloseable {

  static final String STATELESS = "stateless";
  static final String SESSIONS = "sessions";

  private final Map<String, ExampleServer> servers;

  private BothKinds(Map<String, ExampleServer> servers) {
    this.servers = servers;
  }

  static BothKinds start() throws Exception {
    return new BothKinds(
        Map.of(
            STATELESS, ExampleServer.start(Options.parse("--port", "0")),
            SESSIONS, ExampleServer.start(Options.parse("--port", "0", "--sessions"))));
  }

  static List<String> kinds() {
    return List.of(STATELESS, SESSIONS);
  }

  ExampleServer server(String kind) {
    return servers.get(kind);
  }

  ExampleUsers users(String kind) {
    return new ExampleUsers(server(kind));
  }

  @Override
  public void close() {
    servers.values().forEach(ExampleServer::close);
  }
}
