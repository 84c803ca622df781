package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.testsupport.http.RawHttp;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Other spellings of a protected path are never answered without a token, and no code of the
 * application runs for them (CVE-2026-39852, CVE-2026-50559, CVE-2023-4853).
 */
class PathTricksTest {

  /** 500 is Grizzly's answer to what is no URI; 0 is no answer. */
  private static final List<Integer> ANSWERS = List.of(0, 400, 401, 404, 500);

  /** Each is sent below the base path of the application. */
  private static final List<String> TRICKS =
      List.of(
          "/mcp",
          "/mcp/",
          "/mcp//",
          "/mcp;",
          "/mcp;x=y",
          "/mcp;/",
          "/mcp;x=y/sub",
          "/mcp;jsessionid=1/sub",
          "/mcp/sub;x",
          "/;x/mcp",
          "/;/mcp",
          ";/mcp",
          "/mcp%3B",
          "/mcp%3Bx=y",
          "/mcp%3bjsessionid=1/sub",
          "/mcp%253B",
          "/mcp%2F",
          "/mcp%2Fsub",
          "/mcp%2fsub",
          "/mcp%252Fsub",
          "/mcp%25252Fsub",
          "%2Fmcp",
          "/%2Fmcp",
          "/mcp%5C",
          "/mcp%5Csub",
          "/mcp%5csub",
          "/mcp%255Csub",
          "/mcp\\sub",
          "\\mcp",
          "/\\mcp",
          "//mcp",
          "///mcp",
          "//mcp/sub",
          "/mcp//sub",
          "/mcp///sub",
          "/%6dcp",
          "/%6Dcp/sub",
          "/%256dcp",
          "/m%63%70",
          "/mcp/%73ub",
          "/mcp/s%75b",
          "/./mcp",
          "/mcp/.",
          "/mcp/./sub",
          "/%2e/mcp",
          "/mcp/%2e/sub",
          "/x/../mcp",
          "/x/../mcp/sub",
          "/x/%2e%2e/mcp",
          "/x/%252e%252e/mcp",
          "/x/..;/mcp",
          "/x/..;a=b/mcp",
          "/mcp/x/../sub",
          "/mcp/../mcp",
          "/open/../mcp",
          "/open/..%2fmcp",
          "/open/%2e%2e/mcp/sub",
          "/open;/../mcp",
          "/open%2f..%2fmcp",
          "/open/..\\mcp",
          "/.well-known/oauth-protected-resource/../../mcp",
          "/.well-known/oauth-protected-resource/%2e%2e/%2e%2e/mcp",
          "/.well-known/oauth-protected-resource/..;/..;/mcp",
          "/MCP",
          "/Mcp/sub",
          "/mcp%00",
          "/mcp%00/sub",
          "/mcp/sub%00",
          "/%00mcp",
          "/mcp%20",
          "/mcp%20/sub",
          "/%20mcp",
          "/mcp%09",
          "/mcp%0d%0a",
          "/mcp%0a/sub",
          "/mcp.",
          "/mcp.json",
          "/mcp/sub.json",
          "/mcp%2ejson",
          "/mcp%23",
          "/mcp%3f",
          "/mcp?x",
          "/mcp/?x=/open",
          "/mcp/sub?/../open",
          "/%c0%ae/mcp",
          "/x/%c0%ae%c0%ae/mcp",
          "/mcp%c0%afsub",
          "/%c1%adcp",
          "/%e0%81%adcp",
          "/mcp%ff",
          "/%u006dcp",
          "/mcp%",
          "/mcp%2",
          "/mcp%zz",
          "/\u00ef\u00bd\u008dcp",
          "/tenant/mcp",
          "/tenant//mcp",
          "/tenant;/x/mcp",
          "//tenant/mcp",
          "/tenant/%2e%2e/mcp",
          "/tenant/a%2fb",
          "/files",
          "/files/",
          "/files//",
          "/files/;x",
          "/files/..;/files/x",
          "/files/%2e%2e/open");

  @Path("/mcp")
  @McpProtected
  public static class Mcp extends ApplicationCode {
    @Context McpPrincipal caller;

    @GET
    public String get() {
      return "subject " + caller.subject();
    }

    @Path("sub")
    public Sub sub() {
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

  @Path("/{tenant: .*}/mcp")
  @McpProtected
  public static class Tenants extends ApplicationCode {
    @GET
    public String get() {
      return "tenant";
    }
  }

  @Path("/tenant/{id}")
  @McpProtected
  public static class Tenant extends ApplicationCode {
    @GET
    public String get() {
      return "tenant";
    }
  }

  @Path("/files/{path: .*}")
  @McpProtected
  public static class Files extends ApplicationCode {
    @GET
    public String get() {
      return "file";
    }
  }

  @Path("/open")
  @McpPublic
  public static class Open {
    @GET
    public String get() {
      return "anybody";
    }
  }

  static class Mapped extends ResourceConfig {
    Mapped(boolean reducesSlashes) {
      super(Mcp.class, Tenants.class, Tenant.class, Files.class, Open.class);
      property(ServerProperties.REDUCE_CONTEXT_PATH_SLASHES_ENABLED, reducesSlashes);
      register(McpSecurityFeature.create(Fixture.config().build()));
    }
  }

  @ApplicationPath("/app/v1")
  public static class Application extends Mapped {
    public Application() {
      super(false);
    }
  }

  static Stream<Deployment> deployments() {
    return Stream.<Supplier<Deployment>>of(
            () -> Deployment.inProcess(new Mapped(false)),
            () -> Deployment.grizzly(new Mapped(false), ""),
            () -> Deployment.grizzly(new Mapped(false), "/api"),
            () -> Deployment.tomcat(new Mapped(false), "", ""),
            () -> Deployment.tomcat(new Mapped(true), "", ""),
            () -> Deployment.tomcat(new Mapped(false), "", "/api"),
            () -> Deployment.tomcat(new Mapped(false), "/context", ""),
            () -> Deployment.tomcat(new Mapped(true), "/context", "/api"),
            () -> Deployment.tomcat(Application.class, "", "/app/v1"),
            () -> Deployment.tomcat(Application.class, "/context", "/app/v1"))
        .map(Supplier::get);
  }

  /** JUnit closes each deployment. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("deployments")
  void noSpellingOpensAProtectedPath(Deployment deployment) {
    String base = deployment.base();
    String token = Fixture.token(base + "/mcp").sign();
    assertThat(deployment.get(base + "/mcp").status()).isEqualTo(401);
    assertThat(deployment.get(base + "/mcp", token).body()).contains("subject alice");
    assertThat(deployment.get(base + "/open").body()).contains("anybody");

    int before = ApplicationCode.COUNT.get();
    SoftAssertions softly = new SoftAssertions();
    for (String trick : TRICKS) {
      refuses(softly, deployment, base + trick);
    }
    if (!base.isEmpty()) {
      for (String spelled : spellings(base)) {
        refuses(softly, deployment, spelled + "/mcp");
        refuses(softly, deployment, spelled + "/mcp/sub");
      }
    }
    softly.assertAll();
    assertThat(ApplicationCode.COUNT).hasValue(before);
  }

  private static void refuses(SoftAssertions softly, Deployment deployment, String path) {
    int before = ApplicationCode.COUNT.get();
    RawHttp.Raw answer = deployment.get(path);
    softly
        .assertThat(answer.status())
        .as("%s: %s", path, answer.text().lines().findFirst().orElse(""))
        .isIn(ANSWERS);
    softly.assertThat(ApplicationCode.COUNT).as(path).hasValue(before);
  }

  private static List<String> spellings(String base) {
    return List.of(
        "/" + base,
        base + "/",
        base + "//",
        base + ";x=y",
        ";x" + base,
        "/;x" + base,
        "/." + base,
        "/x/.." + base,
        "/x/..;" + base,
        base + "/.",
        base + "/x/..",
        base + "%2f",
        "/%" + Integer.toHexString(base.charAt(1)) + base.substring(2),
        base.replace("/v1", ";x=y/v1"),
        base.replace("/api", ";x=y/api"),
        base.replace("/v1", "//v1"));
  }
}
