package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which resource a path belongs to: the longest one, whatever it is spelled like. */
class PathShapesTest {

  private static final InProcess SERVER =
      Fixture.start(
          Tenants.class,
          Special.class,
          Rooms.class,
          Numbers.class,
          Files.class,
          Deep.class,
          Umlaut.class,
          UmlautTemplate.class,
          MethodOnly.class,
          OneOfTwo.class,
          TwoOfTwo.class);
  private static final InProcess ROOT = Fixture.start(Root.class, BelowRoot.class);

  public static class Base extends ApplicationCode {
    @Context McpPrincipal caller;

    @GET
    public String get() {
      return caller.subject();
    }
  }

  @Path("/tenants/{tenant}")
  @McpProtected(scopes = "tenant")
  public static class Tenants extends Base {
    @GET
    @Path("notes/{id}")
    @RequiresScopes("notes")
    public String notes() {
      return caller.subject();
    }
  }

  @Path("/tenants/special")
  @McpProtected(scopes = "special")
  public static class Special extends Base {}

  @Path("/tenants/{tenant}/rooms/{room}")
  @McpProtected(scopes = "room")
  public static class Rooms extends Base {}

  @Path("/numbers/{id: [0-9]{1,3}}")
  @McpProtected(scopes = "number")
  public static class Numbers extends Base {}

  @Path("/files/{path: .*}")
  @McpProtected(scopes = "files")
  public static class Files extends Base {}

  @Path("/deep/{a: [^/]+}/{b: [a-z]+/[a-z]+}/end")
  @McpProtected(scopes = "deep")
  public static class Deep extends Base {}

  @Path("/ä b")
  @McpProtected(scopes = "umlaut")
  public static class Umlaut extends Base {}

  @Path("/ö/{id}")
  @McpProtected(scopes = "umlaut")
  public static class UmlautTemplate extends Base {
    @GET
    @Path("ü")
    public String child() {
      return caller.subject();
    }
  }

  @Path("/method-only")
  public static class MethodOnly extends ApplicationCode {
    @GET
    @Path("protected/{id}")
    @McpProtected(scopes = "method")
    public String get(@Context McpPrincipal caller) {
      return caller.subject();
    }

    @GET
    @Path("open")
    public String open() {
      return "anybody";
    }
  }

  @Path("/two")
  @McpProtected(scopes = "one")
  public static class OneOfTwo extends Base {}

  @Path("/two")
  @McpProtected(scopes = "two")
  public static class TwoOfTwo extends ApplicationCode {
    @GET
    @Path("child")
    public String child(@Context McpPrincipal caller) {
      return caller.subject();
    }
  }

  @Path("/")
  @McpProtected(scopes = "root")
  public static class Root extends Base {
    @GET
    @Path("{any: .+}")
    public String any() {
      return caller.subject();
    }

    @GET
    @Path("health")
    @McpPublic
    public String health() {
      return "up";
    }
  }

  @Path("/below")
  @McpProtected(scopes = "below")
  public static class BelowRoot extends Base {}

  static Stream<Shape> shapes() {
    return Stream.of(
        get("/tenants/acme", "/tenants/acme", "tenant"),
        get("/tenants/acme/", "/tenants/acme", "tenant"),
        get("/tenants/acme;x=1", "/tenants/acme", "tenant"),
        get("/tenants/acme;x=1/notes;y/7", "/tenants/acme", "tenant notes"),
        get("/tenants/a%2fb%41%e4", "/tenants/a%2FbA%E4", "tenant"),
        get("/tenants/special", "/tenants/special", "special"),
        get("/tenants/special2", "/tenants/special2", "tenant"),
        get("/tenants/acme/rooms/1/", "/tenants/acme/rooms/1", "room"),
        get("/numbers/123", "/numbers/123", "number"),
        get("/files/a/b", "/files/a/b", "files"),
        get("/files/", "/files", "files"),
        get("/deep/x/a/b/end", "/deep/x/a/b/end", "deep"),
        get("/%C3%A4%20b", "/%C3%A4%20b", "umlaut"),
        get("/%C3%B6/7", "/%C3%B6/7", "umlaut"),
        get("/%C3%B6/7/%C3%BC", "/%C3%B6/7", "umlaut"),
        get("/method-only/protected/1", "/method-only/protected/1", "method"),
        get("/two", "/two", "one two"),
        get("/two/child", "/two", "one two"),
        new Shape("/", ROOT, "GET", "/", "", "root"),
        new Shape("/a/b of the root", ROOT, "GET", "/a/b", "", "root"),
        new Shape("/below", ROOT, "GET", "/below", "/below", "below"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void belongsToTheLongestPath(Shape shape) {
    shape.isProtected();
    assertThat(document(shape).body())
        .contains("\"resource\":\"" + Fixture.ORIGIN + shape.resource() + "\"");
  }

  @Test
  void aTokenForOneTenantIsNoneForAnother() {
    Shape acme = get("/tenants/acme", "/tenants/acme", "tenant");
    assertThat(acme.bearer("/tenants/globex", "tenant").status()).isEqualTo(401);
    assertThat(acme.bearer("/tenants/special", "tenant").status()).isEqualTo(401);
    assertThat(acme.bearer("/tenants", "tenant").status()).isEqualTo(401);
  }

  @Test
  void aTokenForALongerPathIsNoneForTheHandlerOfAShorterOne() {
    Shape between = get("/tenants/special/notes/7", "/tenants/special", "");
    assertThat(between.bearer("/tenants/special", "special tenant notes").status()).isEqualTo(401);
  }

  @Test
  void servesWhatIsOpenBesideProtectedPaths() {
    assertThat(SERVER.call("GET", "/method-only/open").send().body()).isEqualTo("anybody");
    assertThat(ROOT.call("GET", "/health").send().body()).isEqualTo("up");
    assertThat(ROOT.call("GET", "/healthy").send().status()).isEqualTo(401);
  }

  @Test
  void startsWithAThousandProtectedPaths() {
    ResourceConfig application = new ResourceConfig();
    IntStream.range(0, 1000)
        .forEach(
            i ->
                application.registerResources(
                    Resource.builder(Special.class).path("/many/" + i).build()));
    application.register(McpSecurityFeature.create(Fixture.config().build()));
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");

    for (int i : new int[] {0, 499, 999}) {
      String path = "/many/" + i;
      new Shape(path, server, "GET", path, path, "special").isProtected();
    }
  }

  private static Answer document(Shape shape) {
    return shape
        .server()
        .call("GET", "/.well-known/oauth-protected-resource" + shape.resource())
        .send();
  }

  private static Shape get(String path, String resource, String scopes) {
    return new Shape(path, SERVER, "GET", path, resource, scopes);
  }
}
