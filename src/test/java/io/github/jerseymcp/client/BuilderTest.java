package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.fetch.FetchPolicy;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {

  private static final Grant BROWSER = Grant.authorizationCode(UserAgent.systemBrowser());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mcp.example.com/mcp",
        "https://user:pw@mcp.example.com/mcp",
        "https://mcp.example.com/mcp#x",
        "https://mcp.example.com/mcp?x=y",
        "ftp://mcp.example.com/mcp",
        "mcp"
      })
  void takesNoSuchServer(String server) {
    assertThat(
            McpAuthorization.builder(server, BROWSER)
                .registrations(Registration.dynamic("Test"))
                .problems())
        .hasSize(1)
        .allMatch(problem -> problem.startsWith("server "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.com/client.json",
        "https://app.example.com",
        "https://app.example.com/",
        "https://user@app.example.com/client.json",
        "https://app.example.com/a/../client.json",
        "https://app.example.com/client.json#x"
      })
  void takesNoSuchAddressOfMetadataCase20(String address) {
    assertThat(
            McpAuthorization.builder("https://mcp.example.com/mcp", BROWSER)
                .registrations(Registration.metadataDocument(address))
                .problems())
        .hasSize(1);
  }

  @Test
  void namesAllProblemsAtOnce() {
    McpAuthorizationBuilder builder =
        McpAuthorization.builder(
                "https://mcp.example.com/mcp",
                Grant.authorizationCode(UserAgent.systemBrowser(), Duration.ZERO))
            .credentials(new MemoryCredentialStore())
            .fetch(FetchPolicy.strict().withAddresses("x"))
            .scopes("a b")
            .header("Authorization", () -> "x")
            .header("X Y", () -> "x");

    assertThat(builder.problems()).hasSize(7);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("registrations: there must be one")
        .withMessageContaining("user must be named");
  }

  @Test
  void takesNoRedirectUriOfHttpElsewhere() {
    assertThat(
            McpAuthorization.builder(
                    "https://mcp.example.com/mcp",
                    Grant.authorizationCode(URI.create("http://app.example.com/callback")))
                .registrations(Registration.dynamic("Test"))
                .problems())
        .hasSize(1);
  }

  @Test
  void doesNotStartWhereNamesOfServersAreNotCheckedCase30() {
    String property = "jdk.internal.httpclient.disableHostnameVerification";
    System.setProperty(property, "");
    try {
      assertThat(
              McpAuthorization.builder("https://mcp.example.com/mcp", BROWSER)
                  .registrations(Registration.dynamic("Test"))
                  .problems())
          .hasSize(1)
          .allMatch(problem -> problem.startsWith(property));
    } finally {
      System.clearProperty(property);
    }
  }
}
