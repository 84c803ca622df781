package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official TypeScript clients at the example, with tokens of oidc-provider. */
@Tag("interop")
final class TypescriptClientTest {

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("@modelcontextprotocol/client 2.4.0, sdk 1.32.2");

  private static final List<String> DISCOVERY =
      List.of(
          "GET /.well-known/oauth-protected-resource/mcp 200",
          "GET /.well-known/oauth-authorization-server 200");

  @RegisterExtension static final OidcExample EXAMPLE = new OidcExample();

  @Test
  void theClientProvesItsKeyFromTheFirstChallengeToTheCall() throws Exception {
    JsonNode report = run("dpop", OidcProvider.DPOP_CLIENT);

    assertThat(exchanges(report))
        .startsWith("POST /mcp 401")
        .containsSubsequence(DISCOVERY)
        .containsSubsequence(
            "POST /token Basic proof 400 use_dpop_nonce",
            "POST /token Basic proof 200",
            "POST /mcp DPoP proof 401 use_dpop_nonce",
            "POST /mcp DPoP proof 200")
        .noneMatch(exchange -> exchange.contains("Bearer") || exchange.contains("invalid"))
        .noneMatch(exchange -> exchange.contains(" 403"));
    assertWhoami(report, "dpop", OidcProvider.DPOP_CLIENT);
    REPORT.add("v2 with DPoP: 401, metadata, both nonces, tools, whoami dpop");
  }

  @Test
  void theClientFindsItsWayWithABearerToken() throws Exception {
    JsonNode report = run("bearer", OidcProvider.BEARER_CLIENT);

    assertThat(exchanges(report))
        .startsWith("POST /mcp 401")
        .containsSubsequence(DISCOVERY)
        .containsSubsequence("POST /token Basic 200", "POST /mcp Bearer 200")
        .noneMatch(exchange -> exchange.contains(" 403"));
    assertWhoami(report, "bearer", OidcProvider.BEARER_CLIENT);
    REPORT.add("v2 with bearer: 401, metadata, tools, whoami bearer");
  }

  @Test
  void theOldClientWorksWithATokenAtHand() throws Exception {
    JsonNode report = run("v1", OidcProvider.BEARER_CLIENT);

    assertThat(exchanges(report))
        .contains("POST /mcp Bearer 200")
        .allMatch(exchange -> exchange.matches(".*/mcp Bearer (200|202|405)"));
    assertWhoami(report, "bearer", OidcProvider.BEARER_CLIENT);
    REPORT.add("v1 with a token at hand: tools, whoami bearer");
  }

  private static void assertWhoami(JsonNode report, String binding, String client) {
    assertThat(report.path("tools").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder(
            "whoami", "notes_list", "notes_add", "notes_edit", "notes_delete", "notes_import");
    JsonNode whoami = report.path("whoami");
    assertThat(whoami.path("binding").asText()).isEqualTo(binding);
    assertThat(whoami.path("client_id").asText()).isEqualTo(client);
    assertThat(whoami.path("issuer").asText()).isEqualTo(EXAMPLE.provider().issuer());
  }

  private static JsonNode run(String mode, String client) throws Exception {
    String endpoint = EXAMPLE.endpoint();
    try (ChildProcess script =
        NodePackages.start(
            "typescript-client.mjs",
            mode,
            endpoint,
            EXAMPLE.provider().issuer(),
            client,
            "interop-secret")) {
      assertThat(script.endsWell(Duration.ofSeconds(60))).as(script.output()).isTrue();
      String line = script.awaitLine(each -> each.startsWith("{"), Duration.ZERO);
      return new ObjectMapper().readTree(line);
    }
  }

  private static List<String> exchanges(JsonNode report) {
    return StreamSupport.stream(report.path("exchanges").spliterator(), false)
        .map(TypescriptClientTest::exchange)
        .toList();
  }

  private static String exchange(JsonNode each) {
    return each.path("method").asText()
        + " "
        + each.path("path").asText()
        + (each.has("scheme") ? " " + each.path("scheme").asText() : "")
        + (each.path("proof").asBoolean() ? " proof" : "")
        + " "
        + each.path("status").asInt()
        + (each.has("error") ? " " + each.path("error").asText() : "");
  }
}
