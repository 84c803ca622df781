package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.DocumentSettings;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.http.ChallengeParser;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of RFC 9728 as a client gets them. */
class MetadataDocumentTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final InProcess SERVER =
      Fixture.start(Notes.class, Deep.class, Tenant.class, Plain.class);

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read", resourceName = "Notes")
  public static class Notes {

    @POST
    @RequiresScopes({"mcp:tools:call", "offline_access"})
    public String call() {
      return "";
    }

    @GET
    @RequiresScopes("notes:read")
    @RequiresScopes("admin")
    public String read() {
      return "";
    }
  }

  @Path("/a/b/mcp")
  @McpProtected(scopes = "offline_access", documentation = "https://docs.example.com/b")
  public static class Deep {

    @POST
    public String call() {
      return "";
    }
  }

  @Path("/tenants/{tenant}/mcp")
  @McpProtected
  public static class Tenant {

    @POST
    public String call() {
      return "";
    }
  }

  @Path("/plain")
  public static class Plain {

    @GET
    public String get() {
      return "plain";
    }
  }

  @Path("/")
  @McpProtected
  public static class Root {

    @POST
    public String call() {
      return "";
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PRM-02, /mcp, /mcp",
    "PRM-02, /a/b/mcp, /a/b/mcp",
    "PRM-03, /tenants/acme/mcp, /tenants/acme/mcp",
    "PRM-03, /tenants/a%20b/mcp, /tenants/a%20b/mcp"
  })
  void servesEachResourceAtItsOwnAddress(String row, String suffix, String resource) {
    Answer answer = get(WELL_KNOWN + suffix);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(Expected.json(answer))
        .containsEntry("resource", ORIGIN + resource)
        .containsEntry("authorization_servers", List.of(ISSUER.issuer()))
        .containsEntry("bearer_methods_supported", List.of("header"));
    String challenge = SERVER.call("POST", resource).send().challenge();
    assertThat(ChallengeParser.parse(challenge).get(0).parameters())
        .containsEntry("resource_metadata", ORIGIN + WELL_KNOWN + suffix);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PRM-03, /none",
    "PRM-03, /mcp/below",
    "PRM-03, /mc",
    "PRM-03, /a/b",
    "PRM-03, /plain",
    "PRM-03, /tenants",
    "PRM-03, /tenants/acme",
    "PRM-03, X",
    "PRM-03, X/mcp",
    "PRM-03, ;a=b",
    "PRM-03, /;a=b",
    "PRM-03, /mcp;a=b"
  })
  void answers404ForAnyOtherSuffix(String row, String suffix) {
    assertThat(get(WELL_KNOWN + suffix).status()).isEqualTo(404);
  }

  @Test
  void carriesThePortPrm02() {
    InProcess server =
        Fixture.start(
            McpSecurityConfig.builder("https://h.example:8443")
                .issuer(ISSUER.issuer())
                .edge(edge -> edge.withAllowedHosts("mcp.example.com")),
            Notes.class);

    assertThat(Expected.json(server.call("GET", WELL_KNOWN + "/mcp").send()))
        .containsEntry("resource", "https://h.example:8443/mcp");
    assertThat(server.call("POST", "/mcp").send().challenge())
        .contains("\"https://h.example:8443" + WELL_KNOWN + "/mcp\"");
  }

  @Test
  void givesTheRootToAResourceThatOwnsItPrm02() {
    InProcess server = Fixture.start(Root.class);

    assertThat(Expected.json(server.call("GET", WELL_KNOWN).send()))
        .containsEntry("resource", ORIGIN);
    assertThat(server.call("POST", "/").send().challenge())
        .contains("\"" + ORIGIN + WELL_KNOWN + "\"");
  }

  static Stream<Arguments> rootDocuments() {
    return Stream.of(
        Arguments.of("S-03 the shortest path", root(c -> c), 200, "/mcp"),
        Arguments.of(
            "S-03 named",
            root(c -> c.documents(documents -> documents.withRootDocument("/a/b/mcp"))),
            200,
            "/a/b/mcp"),
        Arguments.of(
            "S-03 off", root(c -> c.documents(DocumentSettings::withoutRootDocument)), 404, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rootDocuments")
  void answersTheAddressWithoutAPath(
      String row, McpSecurityConfigBuilder config, int status, String resource) {
    InProcess server = Fixture.start(config, Notes.class, Deep.class);

    for (String address : List.of(WELL_KNOWN, WELL_KNOWN + "/")) {
      Answer answer = server.call("GET", address).send();
      assertThat(answer.status()).isEqualTo(status);
      if (status == 200) {
        assertThat(Expected.json(answer)).containsEntry("resource", ORIGIN + resource);
      }
    }
  }

  @Test
  void refusesARootDocumentOfNobody() {
    assertThatThrownBy(
            () ->
                Fixture.start(
                    Fixture.config().documents(documents -> documents.withRootDocument("/none")),
                    Notes.class))
        .hasStackTraceContaining("rootDocument names /none");
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        row("PRM-05 HEAD", "HEAD", c -> c, 200),
        row("PRM-05 POST", "POST", c -> c, 405),
        row("PRM-05 DELETE", "DELETE", c -> c, 405),
        row("PRM-05 OPTIONS", "OPTIONS", c -> c, 200),
        row("PRM-05 Accept: text/html", "GET", c -> c.header("Accept", "text/html"), 200),
        row("PRM-05 Accept: */*", "GET", c -> c.header("Accept", "*/*"), 200),
        row("PRM-05 another Origin", "GET", c -> c.header("Origin", "https://evil.example"), 200),
        row("PRM-06 a bad token", "GET", c -> c.bearer("garbage"), 200),
        row("PRM-06 a malformed header", "GET", c -> c.header("Authorization", "Bearer"), 200),
        row("PRM-06 two headers", "GET", c -> c.bearer("a").bearer("b"), 200),
        row("PRM-06 a good token", "GET", c -> c.bearer(Fixture.token("/mcp").sign()), 200),
        row(
            "T-02 another Host",
            "GET",
            c -> c.without("Host").header("Host", "evil.example"),
            421));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void answersAnybody(String row, String verb, UnaryOperator<Call> change, int status) {
    Answer answer = change.apply(SERVER.call(verb, WELL_KNOWN + "/mcp")).send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    if (status == 405) {
      assertThat(List.of(answer.header("Allow").split(", *", -1))).contains("GET", "OPTIONS");
    }
    if (status == 200 && !verb.equals("OPTIONS")) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=3600");
    }
  }

  @Test
  void answersAPreflightPrm05() {
    Answer answer =
        SERVER
            .call("OPTIONS", WELL_KNOWN + "/mcp")
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "mcp-protocol-version")
            .send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("MCP-Protocol-Version");
  }

  @Test
  void answersAConditionalRequestWith304Prm07() {
    String tag = get(WELL_KNOWN + "/mcp").header("ETag");
    Answer same = SERVER.call("GET", WELL_KNOWN + "/mcp").header("If-None-Match", tag).send();
    Answer other = SERVER.call("GET", WELL_KNOWN + "/mcp").header("If-None-Match", "\"x\"").send();

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);
    assertThat(same.header("Cache-Control")).isEqualTo("public, max-age=3600");
    assertThat(other.status()).isEqualTo(200);
    assertThat(get(WELL_KNOWN + "/a/b/mcp").header("ETag")).isNotEqualTo(tag);
  }

  private static Answer get(String path) {
    return SERVER.call("GET", path).send();
  }

  private static McpSecurityConfigBuilder root(UnaryOperator<McpSecurityConfigBuilder> change) {
    return change.apply(Fixture.config());
  }

  private static Arguments row(String name, String verb, UnaryOperator<Call> change, int status) {
    return Arguments.of(name, verb, change, status);
  }
}
