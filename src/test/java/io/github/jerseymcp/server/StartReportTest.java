package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.DescribedHandler;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ScopeRequirement;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads in the log when an application has started. */
class StartReportTest {

  private static final java.nio.file.Path LOG = java.nio.file.Path.of("target", "tests.log");

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read", dpop = DpopUse.REQUIRED)
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  @OperationScopes(method = "tools/call", name = "notes_add", value = "notes:write")
  @OperationScopes(
      method = "tools/list",
      value = {})
  public static class Endpoint extends McpEndpoint {
    public Endpoint() {
      super(new StatelessMcpTransport(McpTransportSettings.builder(null).build()));
    }

    @GET
    @Path("archive")
    @RequiresScopes("notes:archive")
    @RequiresScopes({"admin", "notes:read"})
    public String archive() {
      return "";
    }

    @GET
    @Path("health")
    @McpPublic
    public String health() {
      return "";
    }
  }

  @Test
  void tellsOfOneEndpoint() throws IOException {
    LoggerFactory.getLogger(StartReportTest.class);
    long start = Files.size(LOG);
    Fixture.start(
        Fixture.config()
            .cryptography(Cryptography.JDK)
            .dpop(dpop -> dpop.optional(new InMemoryReplayStore(InstantSource.system())))
            .tokens(tokens -> tokens.withClockLeeway(Duration.ofSeconds(5)))
            .edge(edge -> edge.withMaximumBodyBytes(1000))
            .callers(callers -> callers.with(Holding.STREAMS, 3, 10_000)),
        Endpoint.class);

    assertThat(block(start))
        .isEqualTo(
            """
            1 protected resource at https://mcp.example.com
              https://mcp.example.com/mcp (scopes mcp:tools:read, DPoP required)
                tools/call: mcp:tools:call
                tools/call notes_add: notes:write
                tools/list: nothing more
                GET .../archive: notes:archive or admin notes:read
              open to anybody (@McpPublic): GET /mcp/health
              issuers: ISSUER
              beside tokens: nothing, so that no key in any header opens anything
              senders: proofs remembered by InMemoryReplayStore, without nonces
              TLS: promised to clients, and to be ended here or at a proxy
              signatures: verified by the Java runtime
              not as by default: edge.maximumBodyBytes 1000 (4194304), tokens.clockLeeway 5 s (30 s), callers.streams 3, 10000 (32, 10000)"""
                .replace("ISSUER", Fixture.ISSUER.issuer()));
  }

  @Test
  void tellsOfALogoutThatIsOpen() {
    String issuer = Fixture.ISSUER.issuer();
    Settings settings =
        Settings.of(Fixture.config().logout(logout -> logout.withClients(issuer, "app")).build());

    assertThat(new StartReport(settings, "/api").render(List.of(), List.of()))
        .contains(
            "open to anybody for logout tokens: POST /api/backchannel-logout, believed of "
                + issuer
                + ", for this node alone");
    assertThat(render(List.of(), List.of())).doesNotContain("logout");
  }

  @Test
  void isAsReadableForTwoHundredThatAreAlike() {
    List<ProtectedResource> resources = new ArrayList<>();
    List<DescribedHandler> handlers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      resources.add(resource("/r" + i, "read"));
      handlers.add(handler("GET", "/r" + i, "/r" + i, "read"));
      handlers.add(handler("POST", "/r" + i, "/r" + i, "write"));
      handlers.add(
          new DescribedHandler(
              "GET", "/open" + i, Optional.empty(), true, Demand.none(), Set.of(), Map.of()));
    }
    assertThat(render(resources, handlers).lines().map(String::strip))
        .startsWith(
            "200 protected resources at https://mcp.example.com/api",
            "200 resources: /api/r0, /api/r1, /api/r2, /api/r3 and 196 more (scopes read)",
            "POST ...: write")
        .anySatisfy(line -> assertThat(line).startsWith("open to anybody").endsWith("188 more"))
        .hasSizeLessThan(10);
  }

  @Test
  void isAsReadableForTwoHundredThatDiffer() {
    List<ProtectedResource> resources = new ArrayList<>();
    List<DescribedHandler> handlers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      resources.add(resource("/r" + i, "read" + i));
      for (int j = 0; j < 30; j++) {
        handlers.add(handler("GET", "/r" + i + "/" + j, "/r" + i, "scope" + j));
      }
    }
    assertThat(render(resources, handlers).lines().map(String::strip))
        .contains(
            "https://mcp.example.com/api/r7 (scopes read7)",
            "GET .../3: scope3",
            "and 26 more operations",
            "and 192 more resources, protected in other ways")
        .hasSizeLessThan(60);
  }

  private static String render(List<ProtectedResource> resources, List<DescribedHandler> handlers) {
    return new StartReport(Settings.of(Fixture.config().build()), "/api")
        .render(resources, handlers);
  }

  private static ProtectedResource resource(String path, String scope) {
    return new ProtectedResource(
        path, Set.of(scope), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());
  }

  private static DescribedHandler handler(String verb, String path, String resource, String scope) {
    return new DescribedHandler(
        verb,
        path,
        Optional.of(resource),
        false,
        new Demand(ScopeRequirement.allOf(List.of(scope)), AuthenticationRequirement.none()),
        Set.of(),
        Map.of());
  }

  private static String block(long start) throws IOException {
    String written;
    try (InputStream log = Files.newInputStream(LOG)) {
      log.skipNBytes(start);
      written = new String(log.readAllBytes(), UTF_8);
    }
    int begin = written.indexOf("1 protected resource at");
    int end = written.indexOf("\n", written.indexOf("not as by default"));
    return written.substring(begin, end);
  }
}
