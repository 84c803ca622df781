package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keycloak with our realm, on loopback: over HTTP, and over TLS for clients with a certificate. Its
 * ports are known before it starts, and its issuer is the same over both.
 */
final class Keycloak implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String REALM = "/realms/interop";
  private static final String ADMINISTRATOR = "admin";
  private static final String PASSWORD = "interop-secret";
  private static final String PEOPLE = "keycloak-people-realm.json";
  private static final String TOKEN = "/protocol/openid-connect/token";

  private final Path home;
  private final int port;
  private final int tlsPort;
  private ChildProcess process;

  private Keycloak(Path home, int port, int tlsPort) {
    this.home = home;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /** Fetches it if need be, and picks its ports. */
  static Keycloak prepare() throws IOException, InterruptedException {
    Path home = KeycloakDistribution.unpacked();
    return new Keycloak(home, FreePort.next(), FreePort.next());
  }

  String issuer() {
    return plain() + REALM;
  }

  TokenEndpoint tokens() {
    return new TokenEndpoint(issuer() + TOKEN);
  }

  /** Its token endpoint over TLS, with the server's identity, for a client that shows its own. */
  TokenEndpoint tokens(TlsIdentity own, TlsIdentity shown) throws Exception {
    String address = "https://127.0.0.1:" + tlsPort + REALM + TOKEN;
    return new TokenEndpoint(own.client(shown), address);
  }

  /** The address that people sign in at, and the endpoint that a client takes their code to. */
  SignIn signIn(String client) {
    return new SignIn(issuer() + "/protocol/openid-connect/auth", issuer() + TOKEN, client);
  }

  /**
   * Starts it with these audiences in the place of those that the realm names, its identity over
   * TLS, and the one client certificate that it takes there.
   */
  void start(Map<String, String> audiences, TlsIdentity own, TlsIdentity client) throws Exception {
    start(
        "keycloak-realm.json",
        audiences,
        "--https-port=" + tlsPort,
        "--https-key-store-file=" + own.file(),
        "--https-key-store-password=" + TlsIdentity.PASSWORD,
        "--https-key-store-type=PKCS12",
        "--https-client-auth=request",
        "--https-trust-store-file=" + client.writeTrustStore(),
        "--https-trust-store-password=" + TlsIdentity.PASSWORD,
        "--https-trust-store-type=PKCS12");
  }

  /** Starts it with the realm whose users sign in by levels, and this audience in its tokens. */
  void startWithLevels(String audience) throws Exception {
    start("keycloak-step-up-realm.json", Map.of("https://notes.example/mcp", audience));
  }

  /** Starts it with users who have roles, and these origins in the place of those it names. */
  void startWithPeople(Map<String, String> origins) throws Exception {
    start(PEOPLE, origins);
  }

  /**
   * Starts it with public clients whose refresh tokens rotate, for the server with this endpoint.
   */
  void startWithPublicClients(String endpoint) throws Exception {
    start("keycloak-clients-realm.json", Map.of("https://notes.example/mcp", endpoint));
  }

  /** The address of its token endpoint. */
  String tokenEndpoint() {
    return issuer() + TOKEN;
  }

  /** The issuer of a realm that there need not be yet. */
  String issuer(String realm) {
    return plain() + "/realms/" + realm;
  }

  /** Makes another realm with the same people while it runs, and gives its issuer. */
  String createRealm(String name, Map<String, String> origins) throws IOException {
    String realm =
        realm(PEOPLE, origins).replace("\"realm\": \"interop\"", "\"realm\": \"" + name + "\"");
    HttpResponse<String> answer =
        Http.send(
            Http.to(plain() + "/admin/realms")
                .header("Authorization", "Bearer " + administrator())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(realm)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return issuer(name);
  }

  private String administrator() throws IOException {
    String form =
        "client_id=admin-cli&grant_type=password&username="
            + ADMINISTRATOR
            + "&password="
            + PASSWORD;
    HttpResponse<String> answer = Http.send(Http.form(issuer("master") + TOKEN, form));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
  }

  private void start(String content, Map<String, String> audiences, String... options)
      throws Exception {
    Path realm = home.resolve(Path.of("data", "import", "interop-realm.json"));
    Files.createDirectories(realm.getParent());
    Files.writeString(realm, realm(content, audiences));
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "bin/kc.sh",
                "start-dev",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + plain(),
                "--import-realm"));
    command.addAll(List.of(options));
    ProcessBuilder program = new ProcessBuilder(command);
    program.directory(home.toFile());
    program.environment().put("JAVA_HOME", System.getProperty("java.home"));
    program.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
    program.environment().put("JAVA_OPTS_GC", "-XX:+UseSerialGC");
    program.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    program.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
    program.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    process = ChildProcess.start("Keycloak", program);
    process.awaitLine(line -> line.contains("Listening on: " + plain()), PATIENCE);
  }

  private String plain() {
    return "http://127.0.0.1:" + port;
  }

  private static String realm(String file, Map<String, String> audiences) throws IOException {
    try (InputStream content = InteropDirectory.open(file)) {
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
