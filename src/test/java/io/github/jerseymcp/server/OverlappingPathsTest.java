package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where two protected resources could claim a path, it belongs to the one that Jersey routes to.
 */
class OverlappingPathsTest {

  private static final InProcess SERVER =
      Fixture.start(Mcp.class, Rest.class, Tenant.class, Admin.class);

  @Path("/mcp")
  @McpProtected
  public static class Mcp {
    @GET
    public String get() {
      return "mcp";
    }

    @GET
    @Path("status")
    public String status() {
      return "mcp status";
    }

    @GET
    @Path("items/{id}")
    public String item() {
      return "mcp item";
    }
  }

  @Path("/{path: .*}")
  @McpProtected
  public static class Rest {
    @GET
    public String get() {
      return "rest";
    }
  }

  @Path("/{tenant}/mcp")
  @McpProtected
  public static class Tenant {
    @GET
    public String get() {
      return "tenant";
    }
  }

  @Path("/admin")
  @McpProtected
  public static class Admin {
    @GET
    @Path("{id}")
    public String get() {
      return "admin";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/mcp, /mcp, mcp",
    "/mcp/status, /mcp, mcp status",
    "/mcp/items/7, /mcp, mcp item",
    "/mcp/status;a=b, /mcp, mcp status",
    "/other, /other, rest",
    "/other/deep, /other/deep, rest",
    "/acme/mcp, /acme/mcp, tenant",
    "/admin/7, /admin, admin",
    "/admin/mcp, /admin, admin",
  })
  void belongsToWhatJerseyRoutesToF10(String path, String resource, String body) {
    assertThat(SERVER.call("GET", path).send().status()).isEqualTo(401);
    assertThat(SERVER.call("GET", path).bearer(Fixture.token(resource).sign()).send().body())
        .isEqualTo(body);
    assertThat(SERVER.call("GET", path).bearer(Fixture.token("/elsewhere").sign()).send().status())
        .isEqualTo(401);
  }

  @Test
  void hasADocumentForTheResourceAndNotForItsPartsF10() {
    String documents = "/.well-known/oauth-protected-resource";
    assertThat(SERVER.call("GET", documents + "/mcp").send().status()).isEqualTo(200);
    assertThat(SERVER.call("GET", documents + "/mcp/status").send().status()).isEqualTo(404);
    assertThat(SERVER.call("GET", documents + "/other").send().status()).isEqualTo(200);
  }

  @Path("/a/{x}")
  @McpProtected
  public static class OneName {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/a/{y}")
  @McpProtected
  public static class OtherName {
    @GET
    @Path("more")
    public String get() {
      return "";
    }
  }

  @Test
  void stopsTheStartWhereTwoResourcesAreOnePathF10() {
    assertThatThrownBy(() -> Fixture.start(OneName.class, OtherName.class))
        .hasMessageContaining("give their variables the same names");
  }
}
