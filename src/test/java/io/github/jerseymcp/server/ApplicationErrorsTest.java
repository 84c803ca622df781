package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees when the application fails, or a body is too large. */
class ApplicationErrorsTest {

  /** More than a JSON parser reads at once, so that it meets the limit deep in an object. */
  private static final int LIMIT = 20_000;

  private static final InProcess SERVER = start(application -> application);

  public static class Note {
    public String text;
    public Note inner;
  }

  @Path("/mcp")
  @McpProtected
  public static class Failing {
    @GET
    @Path("runtime")
    public String runtime() {
      throw new IllegalArgumentException("a secret");
    }

    @GET
    @Path("checked")
    public String checked() throws IOException {
      throw new IOException("a secret");
    }

    @GET
    @Path("error")
    public String error() {
      throw new AssertionError("a secret");
    }

    @GET
    @Path("async")
    public void async(@Suspended AsyncResponse response) {
      new Thread(() -> response.resume(new IllegalArgumentException("a secret"))).start();
    }

    @POST
    @Path("json")
    public String json(Note note) {
      return "read";
    }

    @POST
    @Path("text")
    public String text(String text) {
      return "read";
    }

    @POST
    @Path("stream")
    public String stream(InputStream body) throws IOException {
      body.readAllBytes();
      return "read";
    }

    @POST
    @Path("wrapped")
    public String wrapped(InputStream body) {
      try {
        body.readAllBytes();
        return "read";
      } catch (IOException | RuntimeException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "checked", "error", "async"})
  void anUnmappedExceptionIsA500ThatABrowserCanReadAndThatTellsNothing(String path) {
    Answer answer = get(SERVER, path);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(Fixture.ORIGIN);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  static class OfThrowable implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable exception) {
      return Response.status(599).build();
    }
  }

  static class OfException implements ExceptionMapper<Exception> {
    @Override
    public Response toResponse(Exception exception) {
      return Response.status(599).build();
    }
  }

  static class Extended implements ExtendedExceptionMapper<Throwable> {
    @Override
    public boolean isMappable(Throwable exception) {
      return true;
    }

    @Override
    public Response toResponse(Throwable exception) {
      return Response.status(599).build();
    }
  }

  static Stream<Arguments> mappers() {
    return Stream.of(
        Arguments.of(
            "an instance", (UnaryOperator<ResourceConfig>) a -> a.register(new OfThrowable())),
        Arguments.of("a class", (UnaryOperator<ResourceConfig>) a -> a.register(OfThrowable.class)),
        Arguments.of(
            "of Exception", (UnaryOperator<ResourceConfig>) a -> a.register(new OfException())),
        Arguments.of("extended", (UnaryOperator<ResourceConfig>) a -> a.register(new Extended())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mappers")
  void doesNotShadowAMapperOfTheApplication(String name, UnaryOperator<ResourceConfig> mapper) {
    assertThat(get(start(mapper), "runtime").status()).isEqualTo(599);
    ResourceConfig before = mapper.apply(new ResourceConfig(Failing.class));
    before.register(McpSecurityFeature.create(Fixture.config().build()));
    assertThat(get(InProcess.start(before, Fixture.ORIGIN + "/"), "runtime").status())
        .isEqualTo(599);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text", "stream", "wrapped"})
  void aBodyBeyondTheLimitIsA413EvenIfItsLengthIsNotDeclared(String path) {
    String nested = "{\"inner\":{\"inner\":{\"text\":\"" + "x".repeat(LIMIT) + "\"}}}";

    Answer answer = post(path, nested).send();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("too large");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(Fixture.ORIGIN);
    assertThat(post(path, "{\"text\":\"x\"}").send().body()).isEqualTo("read");
  }

  @Test
  void malformedJsonIsStillA400() {
    assertThat(post("json", "{").send().status()).isEqualTo(400);
  }

  private static InProcess start(UnaryOperator<ResourceConfig> more) {
    return Fixture.start(
        Fixture.config().edge(edge -> edge.withMaximumBodyBytes(LIMIT)), more, Failing.class);
  }

  private static Answer get(InProcess server, String path) {
    return server
        .call("GET", "/mcp/" + path)
        .header("Origin", Fixture.ORIGIN)
        .bearer(Fixture.token("/mcp").sign())
        .send();
  }

  private static Call post(String path, String body) {
    return SERVER
        .call("POST", "/mcp/" + path)
        .header("Origin", Fixture.ORIGIN)
        .bearer(Fixture.token("/mcp").sign())
        .body(path.equals("json") ? "application/json" : "text/plain", body);
  }
}
