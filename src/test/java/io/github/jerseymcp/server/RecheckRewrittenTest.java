package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.annotation.Priority;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Map;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.filter.HttpMethodOverrideFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a filter rewrites after their path was checked. */
class RecheckRewrittenTest {

  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config(),
          application ->
              application
                  .register(HttpMethodOverrideFilter.class)
                  .register(new Rewriting())
                  .register(new LateRewriting())
                  .property(
                      ServerProperties.MEDIA_TYPE_MAPPINGS,
                      Map.of("json", MediaType.APPLICATION_JSON_TYPE)),
          Mcp.class,
          Open.class,
          Tenant.class);

  @Path("/mcp")
  @McpProtected(scopes = "base")
  public static class Mcp extends ApplicationCode {
    @GET
    @McpPublic
    public String get() {
      return "anybody";
    }

    @POST
    public String post(@Context McpPrincipal caller) {
      return caller.subject();
    }

    @DELETE
    @Path("child")
    public String delete(@Context McpPrincipal caller) {
      return caller.subject();
    }

    @POST
    @Path("child")
    @McpPublic
    public String open() {
      return "anybody";
    }

    @GET
    @Path("child")
    public String child(@Context McpPrincipal caller) {
      return caller.subject();
    }

    @Path("sub")
    public Sub sub() {
      touch();
      return new Sub();
    }

    @Path("guarded")
    @RequiresScopes("more")
    public Sub guarded() {
      touch();
      return new Sub();
    }
  }

  public static class Sub {
    @GET
    public String get() {
      ApplicationCode.touch();
      return "sub";
    }
  }

  @Path("/open")
  public static class Open {
    @GET
    public String get() {
      return "anybody";
    }
  }

  @Path("/tenants/{name}")
  @McpProtected
  public static class Tenant {
    @GET
    public String get(@PathParam("name") String name) {
      ApplicationCode.touch();
      return name;
    }
  }

  /** Leads every tenant to tenant b, at the priority of our last filter. */
  @PreMatching
  @Priority(Integer.MAX_VALUE)
  static class LateRewriting implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext context) {
      String uri = context.getUriInfo().getRequestUri().toString();
      context.setRequestUri(URI.create(uri.replace("/tenants/a", "/tenants/b")));
    }
  }

  /** Leads {@code /alias/...} to {@code /mcp/...}, after authentication. */
  @PreMatching
  static class Rewriting implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext context) {
      String uri = context.getUriInfo().getRequestUri().toString();
      context.setRequestUri(URI.create(uri.replace("/alias", "/mcp")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp/child.json", "/alias/child", "/alias/sub"})
  void authenticatesForThePathThatIsMatchedInTheEnd(String path) {
    int before = ApplicationCode.COUNT.get();
    Answer anonymous = SERVER.call("GET", path).send();
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.challenge()).contains("oauth-protected-resource/mcp\"");
    assertThat(ApplicationCode.COUNT).hasValue(before);
    assertThat(SERVER.call("GET", "/alias/child").bearer(token("base")).send().body())
        .isEqualTo("alice");
    assertThat(SERVER.call("GET", "/alias/sub").bearer(token("other")).send().status())
        .isEqualTo(403);
  }

  @Test
  void asksForTheScopesOfALocatorBeforeItRuns() {
    int before = ApplicationCode.COUNT.get();
    assertThat(SERVER.call("GET", "/mcp/guarded.json").bearer(token("base")).send().status())
        .isEqualTo(403);
    assertThat(SERVER.call("POST", "/mcp/guarded.json").bearer(token("base")).send().status())
        .isEqualTo(403);
    assertThat(ApplicationCode.COUNT).hasValue(before);
    assertThat(SERVER.call("GET", "/mcp/guarded.json").bearer(token("base more")).send().status())
        .isEqualTo(200);
  }

  @Test
  void refusesATokenForAnotherConcretePathH14() {
    int before = ApplicationCode.COUNT.get();
    String ofA = Fixture.token("/tenants/a").sign();
    String ofB = Fixture.token("/tenants/b").sign();

    assertThat(SERVER.call("GET", "/tenants/a").bearer(ofA).send().status()).isEqualTo(401);
    assertThat(ApplicationCode.COUNT).hasValue(before);
    assertThat(SERVER.call("GET", "/tenants/b").bearer(ofB).send().body()).isEqualTo("b");
  }

  @Test
  void leavesRewrittenRequestsForOpenPathsAlone() {
    assertThat(SERVER.call("GET", "/open.json").send().body()).isEqualTo("anybody");
    assertThat(SERVER.call("GET", "/alias").send().body()).isEqualTo("anybody");
  }

  @Test
  void theMethodOnTheWireDecidesWhetherAHandlerIsOpen() {
    int before = ApplicationCode.COUNT.get();
    assertThat(override("POST", "GET", "/mcp").send().status()).isEqualTo(401);
    assertThat(override("POST", "DELETE", "/mcp/child").send().status()).isEqualTo(401);
    assertThat(ApplicationCode.COUNT).hasValue(before);
    assertThat(override("POST", "GET", "/mcp").bearer(token("base")).send().status())
        .isEqualTo(200);
    assertThat(override("POST", "DELETE", "/mcp/child").bearer(token("base")).send().body())
        .isEqualTo("alice");
  }

  private static io.github.jerseymcp.testing.Call override(
      String method, String wanted, String path) {
    return SERVER.call(method, path).header("X-HTTP-Method-Override", wanted);
  }

  private static String token(String scope) {
    return Fixture.token("/mcp").scope(scope).sign();
  }
}
