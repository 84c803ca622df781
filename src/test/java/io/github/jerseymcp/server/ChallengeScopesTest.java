package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.ChangedSettings;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scopes a 401 names, by setting and by what the resource declares. */
class ChallengeScopesTest {

  private static final Map<String, McpSecurityConfigBuilder> MODES =
      Map.of(
          "default", Fixture.config(),
          "own", Fixture.config(),
          "all", Fixture.config().challenges(challenges -> challenges.withAllScopesFirst()),
          "named",
              Fixture.config()
                  .challenges(
                      challenges ->
                          challenges.withMoreScopesFirst("b", "offline_access", "thrown")),
          "both",
              Fixture.config()
                  .challenges(challenges -> challenges.withAllScopesFirst())
                  .challenges(challenges -> challenges.withMoreScopesFirst("b", "thrown")));
  private static final Pattern SCOPE = Pattern.compile("scope=\"([^\"]*)\"");

  @Path("/methods")
  @McpProtected(scopes = {"z", "y"})
  public static class Methods {
    @GET
    @RequiresScopes({"c", "b"})
    @RequiresScopes("a")
    public String get() {
      return "done";
    }
  }

  @Path("/mcp")
  @McpProtected(scopes = "z")
  @OperationScopes(method = "tools/call", value = "call")
  @OperationScopes(method = "tools/call", name = "add", value = "b")
  public static class Operations extends McpEndpoint {
    public Operations() {
      super(new StatelessMcpTransport(McpTransportSettings.builder(null).build()));
    }
  }

  @Path("/tenants/{tenant}")
  @McpProtected(scopes = "z")
  public static class Tenants {
    @GET
    @RequiresScopes("a")
    public String get(@PathParam("tenant") String tenant) {
      return tenant;
    }
  }

  @Path("/bare")
  @McpProtected
  public static class Bare {
    @GET
    public String get() {
      return "done";
    }
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "default, /methods, z y",
    "own, /methods, z y",
    "all, /methods, z y a b c",
    "named, /methods, z y b thrown",
    "both, /methods, z y a b c thrown",
    "own, /mcp, z",
    "all, /mcp, z b call",
    "named, /mcp, z b thrown",
    "both, /mcp, z b call thrown",
    "own, /tenants/one, z",
    "all, /tenants/one, z a",
    "named, /tenants/one, z b thrown",
    "both, /tenants/one, z a b thrown",
    "own, /bare, ",
    "all, /bare, ",
    "named, /bare, b thrown",
    "both, /bare, b thrown"
  })
  void namesWhatTheSettingSaysWhateverIsWrongWithTheCredentialsM01(
      String mode, String path, String expected) {
    InProcess server = server(MODES.get(mode));
    String expired = token(path).expiresIn(Duration.ofMinutes(-5)).sign();

    Answer anonymous = server.call("GET", path).send();
    Answer refused = server.call("GET", path).bearer(expired).send();
    Answer malformed = server.call("GET", path).header("Authorization", "Bearer").send();

    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(scope(anonymous)).isEqualTo(expected);
    assertThat(refused.challenge()).contains("error=\"invalid_token\"");
    assertThat(scope(refused)).isEqualTo(expected);
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(scope(malformed)).isEqualTo(expected);
  }

  @Test
  void namesTheScopesOfTheOperationWhereTheyAreMissingM01() {
    InProcess server = server(MODES.get("both"));
    String token = token("/tenants/one").scope("z").sign();

    Answer answer = server.call("GET", "/tenants/one").bearer(token).send();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(scope(answer)).isEqualTo("z a");
  }

  @Test
  void namesNoMoreThanTheDocumentAdvertisesM01() {
    InProcess server =
        server(
            Fixture.config()
                .challenges(challenges -> challenges.withAllScopesFirst())
                .metadata(metadata -> metadata.withScopesSupported("b", "offline_access")));

    assertThat(scope(server.call("GET", "/methods").send())).isEqualTo("z y b");
  }

  @Test
  void isReadFromPropertiesM01() {
    Settings settings =
        Settings.of(
            McpSecurityConfig.fromProperties(
                Map.of(
                    "mcp.security.public-origin",
                    Fixture.ORIGIN,
                    "mcp.security.issuers",
                    Fixture.ISSUER.issuer(),
                    "mcp.security.all-scopes-in-first-challenge",
                    "true",
                    "mcp.security.more-scopes-in-first-challenge",
                    "b, thrown")));

    assertThat(settings.firstChallenges().all()).isTrue();
    assertThat(settings.firstChallenges().more()).containsExactly("b", "thrown");
    assertThat(ChangedSettings.of(settings))
        .contains("challenges.allScopesFirst true (false)", "challenges.moreScopesFirst 2 (0)");
  }

  private static InProcess server(McpSecurityConfigBuilder config) {
    return Fixture.start(config, Methods.class, Operations.class, Tenants.class, Bare.class);
  }

  private static @Nullable String scope(Answer answer) {
    Matcher scope = SCOPE.matcher(answer.challenge());
    return scope.find() ? scope.group(1) : null;
  }
}
