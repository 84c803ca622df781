package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.testing.InProcess;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role of JAX-RS means: a client may ask for scopes, and must not get roles by that. */
class RoleNamesTest {

  private static final InProcess SERVER = start(Fixture.config());
  private static final InProcess BARE = start(Fixture.config().scopes(scopes -> scopes.asRoles()));

  @Path("/mcp")
  @McpProtected
  public static class Notes {
    @GET
    @Path("role")
    @RolesAllowed("admin")
    public String role() {
      return "role";
    }

    @GET
    @Path("scope")
    @RolesAllowed("scope:admin")
    public String scope() {
      return "scope";
    }
  }

  @ParameterizedTest(name = "token with {0}, {1}: {2}, with scopes as roles {3}")
  @CsvSource({
    "admin, /mcp/role, 403, 200",
    "admin, /mcp/scope, 200, 403",
    "scope:admin, /mcp/role, 403, 403",
    "scope:admin, /mcp/scope, 403, 200",
    "other, /mcp/role, 403, 403",
    "other, /mcp/scope, 403, 403"
  })
  void aScopeIsARoleUnderItsOwnNameOnlyIfSaidSoF13(String scope, String path, int safe, int bare) {
    String token = token("/mcp").scope(scope).sign();

    assertThat(SERVER.call("GET", path).bearer(token).send().status()).isEqualTo(safe);
    assertThat(BARE.call("GET", path).bearer(token).send().status()).isEqualTo(bare);
  }

  private static InProcess start(McpSecurityConfigBuilder config) {
    return Fixture.start(
        config, application -> application.register(RolesAllowedDynamicFeature.class), Notes.class);
  }
}
