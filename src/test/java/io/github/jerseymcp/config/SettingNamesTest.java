package io.github.jerseymcp.config;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that look right and mean something else, or nothing. */
class SettingNamesTest {

  private static final java.nio.file.Path LOG = java.nio.file.Path.of("target", "tests.log");

  @Path("/mcp")
  @McpProtected(scopes = "notes:read,notes:write")
  public static class Comma {
    @GET
    public String get() {
      return "";
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mcp.security.issuer, mcp.security.issuers",
    "mcp.security.isuers, mcp.security.issuers",
    "mcp.security.publicOrigin, mcp.security.public-origin",
    "mcp.security.public_origin, mcp.security.public-origin",
    "mcp.security.alowed-hosts, mcp.security.allowed-hosts",
    "mcp.security.audiences, mcp.security.extra-audiences",
    "mcp-security.issuers, mcp.security.issuers",
    "mcp_security.issuers, mcp.security.issuers",
    "mcp.securty.issuers, mcp.security.issuers",
    "mpc.security.issuers, mcp.security.issuers",
    "mcpSecurity.strictAudience, mcp.security.strict-audience",
    "MCP_SECURITY_PUBLIC_ORIGIN, mcp.security.public-origin",
    "mcp.Security.realm, mcp.security.realm"
  })
  void namesTheSettingThatWasMeantF07(String written, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of(written, "x")))
        .withMessageContaining(written + " ")
        .withMessageContaining("did you mean " + meant + "?");
  }

  @Test
  void suggestsNothingWhereNothingIsNearF07() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("mcp.security.colour", "x")))
        .withMessageContaining("mcp.security.colour is not a setting: check its spelling");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp.server.name",
        "security.issuers",
        "jersey.config.server.wadl.disableWadl",
        "mcp",
        "mcp.issuers",
        "app.security.issuers",
        "mvc.security.issuers",
        "my.mcp.security.issuers",
        ""
      })
  void leavesThePropertiesOfOthersAloneF07(String name) {
    assertThatNoException().isThrownBy(() -> read(Map.of(name, "x")));
  }

  @Test
  void warnsOfPropertiesBesideAConfigurationF07() throws IOException {
    long start = Files.size(LOG);
    Fixture.start(
        Fixture.config(),
        application -> application.property("mcp.security.strict-audience", "true"),
        OpenNotes.class);

    assertThat(logFrom(start)).contains("have no effect", "[mcp.security.strict-audience]");
  }

  @Test
  void warnsOfAScopeWithACommaF07() throws IOException {
    long start = Files.size(LOG);
    Fixture.start(Comma.class);

    assertThat(logFrom(start))
        .contains("/mcp needs \"notes:read,notes:write\", which is one scope")
        .contains("write {\"notes:read\", \"notes:write\"}");
  }

  private static void read(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("mcp.security.public-origin", ORIGIN);
    properties.put("mcp.security.issuers", ISSUER.issuer());
    properties.putAll(more);
    McpSecurityConfig.fromProperties(properties);
  }

  private static String logFrom(long start) throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    return new String(all, (int) start, all.length - (int) start, UTF_8);
  }
}
