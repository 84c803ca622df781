package io.github.jerseymcp.example.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Keycloak with our realm, on loopback. Its port is known before it starts. */
final class Keycloak implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path home;
  private final int port;
  private ChildProcess process;

  private Keycloak(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** Fetches it if need be, and picks a port. */
  static Keycloak prepare() throws IOException, InterruptedException {
    Path home = KeycloakDistribution.unpacked();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Keycloak(home, free.getLocalPort());
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/interop";
  }

  TokenEndpoint tokens() {
    return new TokenEndpoint(issuer() + "/protocol/openid-connect/token");
  }

  /** Starts it with these audiences in the place of those that the realm names. */
  void start(Map<String, String> audiences) throws IOException, InterruptedException {
    Path realm = home.resolve(Path.of("data", "import", "interop-realm.json"));
    Files.createDirectories(realm.getParent());
    Files.writeString(realm, realm(audiences));
    ProcessBuilder program =
        new ProcessBuilder(
            "sh",
            "bin/kc.sh",
            "start-dev",
            "--db=dev-mem",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--import-realm");
    program.directory(home.toFile());
    program.environment().put("JAVA_HOME", System.getProperty("java.home"));
    program.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
    program.environment().put("JAVA_OPTS_GC", "-XX:+UseSerialGC");
    program.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    process = ChildProcess.start(program);
    process.awaitLine(line -> line.contains("Listening on: http://127.0.0.1:" + port), PATIENCE);
  }

  private static String realm(Map<String, String> audiences) throws IOException {
    try (InputStream content = InteropDirectory.open("keycloak-realm.json")) {
      String realm = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> audience : audiences.entrySet()) {
        realm = realm.replace(audience.getKey(), audience.getValue());
      }
      return realm;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
