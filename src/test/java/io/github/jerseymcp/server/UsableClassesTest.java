package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.testing.InProcess;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.UriInfo;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A protected class that nobody can make an instance of stops the start; an instance is served. */
class UsableClassesTest {

  @Path("/endpoint")
  @McpProtected
  public static class Endpoint extends McpEndpoint {
    public Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  @Path("/injected")
  @McpProtected
  public static class InjectedEndpoint extends McpEndpoint {
    @Inject
    public InjectedEndpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  @Path("/inner")
  @McpProtected
  @SuppressWarnings("ClassCanBeStatic")
  public class Inner {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/hidden")
  @McpProtected
  public static final class Hidden {
    private final String text;

    Hidden(String text) {
      this.text = text;
    }

    @GET
    public String get() {
      return text;
    }
  }

  @Path("/named")
  @McpProtected
  public static class Named {
    private final String name;

    public Named(String name) {
      this.name = name;
    }

    @GET
    public String get() {
      return name;
    }
  }

  @Path("/other")
  @McpProtected
  public static class Other extends Named {
    public Other() {
      super("other");
    }

    public Other(String name) {
      super(name);
    }
  }

  public record Bound(String text) {}

  @Path("/asks")
  @McpProtected
  public static class Asks {
    private final Bound bound;
    private final UriInfo uri;

    @Inject
    public Asks(Bound bound, @Context UriInfo uri) {
      this.bound = bound;
      this.uri = uri;
    }

    @GET
    public String get() {
      return bound.text() + uri.getPath();
    }
  }

  static class Binder extends AbstractBinder {
    @Override
    protected void configure() {
      bind(new Bound("bound ")).to(Bound.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {Endpoint.class, InjectedEndpoint.class, Inner.class, Hidden.class, Asks.class})
  void stopsTheStartWhereNoInstanceCanBeMadeF06(Class<?> type) {
    assertThatThrownBy(() -> Fixture.start(type))
        .hasMessageContaining(type.getName() + " is registered as a class")
        .hasMessageContaining("ResourceInstances.register(application, instance)");
  }

  @Test
  void takesWhatCanBeInjectedF06() {
    InProcess server =
        Fixture.start(Fixture.config(), all -> all.register(new Binder()), Asks.class, Other.class);
    assertThat(get(server, "/asks")).isEqualTo("bound asks");
    assertThat(get(server, "/other")).isEqualTo("other");
  }

  @Test
  void takesInstancesFromWhereverTheyAreRegisteredD03() {
    Named named = new Named("one");
    Other other = new Other("two");
    Feature late = context -> ResourceInstances.register(context, other) != null;
    InProcess server =
        Fixture.start(
            Fixture.config(),
            all ->
                ResourceInstances.register(
                    all.register(late), named, new Asks(new Bound("x"), null)));
    assertThat(get(server, "/named")).isEqualTo("one");
    assertThat(get(server, "/other")).isEqualTo("two");
  }

  @Test
  void refusesTwoInstancesOfAClassD03() {
    ResourceConfig application = ResourceInstances.register(new ResourceConfig(), new Named("one"));
    assertThatThrownBy(() -> ResourceInstances.register(application, new Named("two")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String get(InProcess server, String path) {
    return server.call("GET", path).bearer(Fixture.token(path).sign()).send().body();
  }
}
