package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sub-resource locators, whose sub-resources carry no protection of their own. */
class LocatorShapesTest {

  private static final InProcess SERVER =
      Fixture.start(Parent.class, Elsewhere.class, AtMethod.class, Shared.class, OpenParent.class);

  @Path("/parent")
  @McpProtected(scopes = "base")
  public static class Parent extends ApplicationCode {

    @Path("instance")
    public Plain instance(@Context McpPrincipal caller) {
      touch();
      return new Plain(caller);
    }

    @Path("class")
    public Class<Injected> type() {
      touch();
      return Injected.class;
    }

    @Path("object")
    public Object opaque(@Context McpPrincipal caller) {
      touch();
      return new Plain(caller);
    }

    @Path("wildcard")
    public Class<?> wildcard() {
      touch();
      return Injected.class;
    }

    @Path("declared")
    public Declared declared(@Context McpPrincipal caller) {
      touch();
      return new Hidden(caller);
    }

    @Path("scoped")
    @RequiresScopes("locator")
    public Scoped scoped(@Context McpPrincipal caller) {
      touch();
      return new Scoped(caller);
    }

    @Path("scoped-object")
    @RequiresScopes("locator")
    public Object scopedObject(@Context McpPrincipal caller) {
      touch();
      return new Scoped(caller);
    }

    @Path("tree")
    @RequiresScopes("locator")
    public Tree tree(@Context McpPrincipal caller) {
      touch();
      return new Tree(caller);
    }

    @Path("model")
    public Resource model() {
      touch();
      return Resource.builder(Injected.class).build();
    }

    @Path("root-class")
    public Object rootClass() {
      touch();
      return Elsewhere.class;
    }

    @Path("shared")
    public Object shared() {
      touch();
      return Shared.class;
    }

    @Path("opened")
    public Opened opened() {
      return new Opened();
    }

    @Path("closed-again")
    public Opened closedAgain() {
      return new ClosedAgain();
    }
  }

  public static class Plain {

    private final McpPrincipal caller;

    Plain(McpPrincipal caller) {
      this.caller = caller;
    }

    @GET
    public String get() {
      ApplicationCode.touch();
      return caller.subject();
    }

    @GET
    @Path("child")
    public String child() {
      return get();
    }
  }

  public static class Injected extends ApplicationCode {

    @Context McpPrincipal caller;

    @GET
    public String get() {
      return caller.subject();
    }
  }

  public interface Declared {

    @GET
    @RequiresScopes("declared")
    String get();
  }

  private record Hidden(McpPrincipal caller) implements Declared {

    @Override
    public String get() {
      return caller.subject();
    }
  }

  @McpProtected(scopes = "protected")
  @RequiresScopes("class")
  public static class Scoped extends Plain {

    Scoped(McpPrincipal caller) {
      super(caller);
    }

    @Override
    @GET
    @RequiresScopes("method")
    public String get() {
      return super.get();
    }
  }

  public static class Tree extends Plain {

    private final McpPrincipal mine;

    Tree(McpPrincipal caller) {
      super(caller);
      this.mine = caller;
    }

    @Path("node")
    @RequiresScopes("node-a")
    @RequiresScopes("node-b")
    public Tree node() {
      ApplicationCode.touch();
      return new Tree(mine);
    }

    @Path("many")
    @RequiresScopes("1")
    @RequiresScopes("2")
    @RequiresScopes("3")
    @RequiresScopes("4")
    @RequiresScopes("5")
    @RequiresScopes("6")
    @RequiresScopes("7")
    @RequiresScopes("8")
    public Tree many() {
      return new Tree(mine);
    }
  }

  public static class Opened {

    @GET
    @McpPublic
    public String get() {
      return "anybody";
    }

    @POST
    public String post() {
      return "nobody";
    }
  }

  public static class ClosedAgain extends Opened {

    @Override
    @GET
    public String get() {
      ApplicationCode.touch();
      return "nobody";
    }
  }

  @Path("/open-parent")
  public static class OpenParent {

    @Path("opaque")
    public Object opaque(@Context McpPrincipal caller) {
      return new Scoped(caller);
    }
  }

  @Path("/elsewhere")
  @McpProtected(scopes = "elsewhere")
  public static class Elsewhere extends Injected {}

  /** Open where it stands, protected where an opaque locator leads to it. */
  @Path("/shared")
  public static class Shared extends ApplicationCode {

    @Context McpPrincipal caller;

    @GET
    public String get(@Context jakarta.ws.rs.core.UriInfo uri) {
      return uri.getPath().equals("shared") ? "anybody" : caller.subject();
    }
  }

  @Path("/at-method")
  public static class AtMethod extends ApplicationCode {

    @Path("protected")
    @McpProtected(scopes = "base")
    public Plain locate(@Context McpPrincipal caller) {
      touch();
      return new Plain(caller);
    }

    @GET
    @Path("open")
    public String open() {
      return "anybody";
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        parent("an instance", "/instance", "base"),
        parent("deeper in an instance", "/instance/child", "base"),
        parent("a class", "/class", "base"),
        parent("an opaque instance", "/object", "base"),
        parent("deeper in an opaque instance", "/object/child", "base"),
        parent("an unknown class", "/wildcard", "base"),
        parent("an interface, and a hidden class", "/declared", "base declared"),
        parent(
            "scopes of locator, class and method",
            "/scoped",
            "base locator protected class method"),
        parent("the same, another method", "/scoped/child", "base locator protected class"),
        parent("nested", "/tree/node", "base locator node-a"),
        parent("recursive", "/tree" + "/node".repeat(20), "base locator node-a"),
        parent("a programmatic resource", "/model", "base"),
        parent("an open root resource class, opaque", "/shared", "base"),
        shape("a matrix parameter before it", "/parent;jsessionid=1/instance", "/parent", "base"),
        shape(
            "matrix parameters everywhere",
            "/parent;a=1/tree;b=2/node;c",
            "/parent",
            "base locator node-a"),
        shape("a protected locator", "/at-method/protected", "/at-method/protected", "base"),
        shape(
            "below a protected locator",
            "/at-method/protected/child",
            "/at-method/protected",
            "base"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void protectsWhatALocatorLeadsTo(Shape shape) {
    shape.isProtected();
  }

  static Stream<Shape> opaqueShapes() {
    return Stream.of(
        parent("the same, opaque", "/scoped-object", "base locator protected class method"),
        parent("a root resource class, opaque", "/root-class", "base elsewhere"));
  }

  /** What such a locator leads to is known only when it has run, which takes its own scopes. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("opaqueShapes")
  void protectsWhatAnOpaqueLocatorLeadsTo(Shape shape) {
    shape.isProtected(false);
  }

  @Test
  void aRecursiveLocatorWithManyAlternativesAsksForEachOnce() {
    Answer answer =
        parent("", "/tree" + "/many".repeat(200), "").bearer("/parent", "base locator 8");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void leavesWhatLiesUnderNoProtectedResourceAsItIs() {
    assertThat(SERVER.call("GET", "/shared").send().body()).isEqualTo("anybody");
    assertThat(SERVER.call("GET", "/at-method/open").send().body()).isEqualTo("anybody");
  }

  @Test
  void opensAMethodOfASubResource() {
    assertThat(SERVER.call("GET", "/parent/opened").send().body()).isEqualTo("anybody");
    assertThat(SERVER.call("POST", "/parent/opened").send().status()).isEqualTo(401);
    assertThat(SERVER.call("GET", "/parent/opened/x").send().status()).isEqualTo(401);
  }

  @Test
  void theLockOnTheMethodHoldsWhereTheDeclaredTypeIsOpenAndTheRealOneIsNot() {
    int before = ApplicationCode.COUNT.get();
    Shape shape = parent("", "/closed-again", "base");
    assertThat(SERVER.call("GET", "/parent/closed-again").send().status()).isEqualTo(401);
    assertThat(shape.bearer("/parent", "base").status()).isEqualTo(401);
    // Only the object that holds the locator was made.
    assertThat(ApplicationCode.COUNT).hasValue(before + 2);
  }

  @Test
  void refusesAProtectedSubResourceThatNoProtectedResourceLeadsTo() {
    Shape shape = shape("", "/open-parent/opaque", "/open-parent", "");
    assertThat(SERVER.call("GET", "/open-parent/opaque").send().status()).isEqualTo(403);
    assertThat(shape.bearer("/open-parent", "protected class method").status()).isEqualTo(403);
  }

  private static Shape parent(String name, String path, String scopes) {
    return shape(name, "/parent" + path, "/parent", scopes);
  }

  private static Shape shape(String name, String path, String resource, String scopes) {
    return new Shape(name, SERVER, "GET", path, resource, scopes);
  }
}
