package io.github.jerseymcp.server;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotations that stand on a supertype (CVE-2023-5675, CVE-2025-41248, CVE-2025-41249). */
class InheritedShapesTest {

  private static final InProcess SERVER =
      Fixture.start(
          OfInterface.class,
          OfInterfaceMethod.class,
          OfAbstract.class,
          OfGeneric.class,
          OfDefault.class,
          OverriddenDefault.class,
          OfBridge.class,
          OfBound.class,
          OfMixin.class,
          Overriding.class,
          OfPathInterface.class);

  public static class Base extends ApplicationCode {
    @Context McpPrincipal caller;
  }

  @McpProtected(scopes = "interface")
  public interface Marked {}

  @Path("/of-interface")
  public static class OfInterface extends Base implements Marked {
    @POST
    public String post() {
      return caller.subject();
    }
  }

  public interface MarkedMethod {
    @POST
    @McpProtected(scopes = "interface")
    @RequiresScopes("method")
    String post();
  }

  @Path("/of-interface-method")
  public static class OfInterfaceMethod extends Base implements MarkedMethod {
    @Override
    public String post() {
      return caller.subject();
    }
  }

  @McpProtected(scopes = "abstract")
  public abstract static class AbstractResource extends Base {
    @POST
    @RequiresScopes("method")
    public abstract String post();
  }

  @Path("/of-abstract")
  public static class OfAbstract extends AbstractResource {
    @Override
    public String post() {
      return caller.subject();
    }
  }

  @McpProtected(scopes = "generic")
  public abstract static class GenericResource<T> extends Base {
    @POST
    @RequiresScopes("method")
    public String post(T body) {
      return caller.subject();
    }
  }

  @Path("/of-generic")
  public static class OfGeneric extends GenericResource<String> {}

  @McpProtected(scopes = "default")
  public interface WithDefault {
    @POST
    @RequiresScopes("method")
    default String post(@Context McpPrincipal caller) {
      return caller.subject();
    }
  }

  @Path("/of-default")
  public static class OfDefault extends ApplicationCode implements WithDefault {}

  @Path("/overridden-default")
  public static class OverriddenDefault extends ApplicationCode implements WithDefault {
    @Override
    @POST
    @RequiresScopes("own")
    public String post(@Context McpPrincipal caller) {
      return caller.subject();
    }
  }

  @Path("/of-bridge")
  @McpProtected
  public static class OfBridge extends GenericResource<String> {
    @Override
    @POST
    public String post(String body) {
      return caller.subject();
    }
  }

  public interface Bounded<T extends CharSequence> {
    @RequiresScopes("bound")
    String post(T body);
  }

  public interface Narrowed extends Bounded<String> {
    @Override
    @POST
    @RequiresScopes("narrowed")
    String post(String body);
  }

  @Path("/of-bound")
  @McpProtected
  public static class OfBound extends Base implements Narrowed {
    @Override
    public String post(String body) {
      return caller.subject();
    }
  }

  public interface Mixin {
    @RequiresScopes("mixin")
    String post();
  }

  public abstract static class Implementation extends Base {
    @POST
    public String post() {
      return caller.subject();
    }
  }

  /** The method is inherited from a class that knows nothing of the interface. */
  @Path("/of-mixin")
  @McpProtected
  public static class OfMixin extends Implementation implements Mixin {}

  public abstract static class Grandparent extends Base {
    @POST
    @McpProtected(scopes = "grandparent")
    public String post() {
      return caller.subject();
    }
  }

  public abstract static class Between extends Grandparent {
    @Override
    @RequiresScopes("between")
    public String post() {
      return super.post();
    }
  }

  @Path("/overriding")
  public static class Overriding extends Between {
    @Override
    @POST
    public String post() {
      return super.post();
    }
  }

  @Path("/of-path-interface")
  @McpProtected(scopes = "interface")
  public interface WithPath {
    @GET
    String get();

    @POST
    String post();
  }

  public static class OfPathInterface extends Base implements WithPath {
    @Override
    public String get() {
      return caller.subject();
    }

    @Override
    public String post() {
      return caller.subject();
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        post("/of-interface", "interface"),
        post("/of-interface-method", "interface method"),
        post("/of-abstract", "abstract method"),
        post("/of-generic", "generic method"),
        post("/of-default", "default method"),
        post("/overridden-default", "default method own"),
        post("/of-bridge", "generic method"),
        post("/of-bound", "bound narrowed"),
        post("/of-mixin", "mixin"),
        post("/overriding", "grandparent between"),
        post("/of-path-interface", "interface"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void losesNoProtection(Shape shape) {
    shape.isProtected();
  }

  private static Shape post(String path, String scopes) {
    return new Shape(path, SERVER, "POST", path, path, scopes);
  }
}
