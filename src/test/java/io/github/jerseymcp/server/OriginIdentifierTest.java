package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resource at the root: its identifier is an origin, which has four spellings. */
class OriginIdentifierTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config().dpop(dpop -> dpop.optional(new RecordingReplayStore())), Root.class);

  @Path("/")
  @McpProtected
  public static class Root {

    @POST
    public String call() {
      return "called";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mcp.example.com",
        "https://mcp.example.com/",
        "https://mcp.example.com:443",
        "https://mcp.example.com:443/",
        "HTTPS://MCP.example.com:443/"
      })
  void takesEachSpellingOfItsOriginAsAudienceAndTargetH04(String spelling) {
    assertThat(send(token(spelling), null).status()).isEqualTo(200);
    String bound = bound();
    assertThat(send(bound, spelling).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mcp.example.com",
        "https://mcp.example.com//",
        "https://mcp.example.com:80",
        "https://mcp.example.com:8443",
        "https://mcp.example.com:",
        "https://mcp.example.com/?",
        "https://mcp.example.com?",
        "https://mcp.example.com#",
        "https://mcp.example.com/x",
        "https://mcp.example.com.",
        "https://mcp.example.co\u017F",
        "https://\u212Acp.example.com",
        "http\u017F://mcp.example.com",
        "https://u@mcp.example.com",
        "https://",
        "https:///",
        "https://:443",
        "mcp.example.com"
      })
  void takesNothingElseAsAudienceH04(String other) {
    assertThat(send(token(other), null).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void servesItsDocumentAtBothAddressesH04(String suffix) {
    Answer document = SERVER.call("GET", "/.well-known/oauth-protected-resource" + suffix).send();

    assertThat(document.status()).isEqualTo(200);
    assertThat(Expected.json(document)).containsEntry("resource", ORIGIN);
  }

  private static Answer send(String token, String target) {
    if (target == null) {
      return SERVER.call("POST", "/").bearer(token).send();
    }
    return SERVER
        .call("POST", "/")
        .header("Authorization", "DPoP " + token)
        .header("DPoP", TestProof.of(KEY, "POST", target, Instant.now()).token(token).sign())
        .send();
  }

  private static String token(String audience) {
    return ISSUER.token().subject("alice").audience(audience).sign();
  }

  private static String bound() {
    return ISSUER
        .token()
        .subject("alice")
        .audience(ORIGIN + "/")
        .boundToKey(TestProof.thumbprint(KEY))
        .sign();
  }
}
