package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that Jersey gives by itself: real ones for a caller, 401 for everybody else. */
class AutomaticAnswersTest {

  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config(), application -> application.register(new CountingReader()), Mcp.class);

  public record Message(String text) {}

  @Path("/mcp")
  @McpProtected(scopes = "base")
  public static class Mcp extends ApplicationCode {
    @GET
    @Produces("application/json")
    public String get() {
      return "{}";
    }

    @POST
    @Consumes("text/plain")
    @Produces("application/json")
    public String post(Message message) {
      return "{}";
    }
  }

  static class CountingReader implements MessageBodyReader<Message> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] all, MediaType media) {
      return type == Message.class;
    }

    @Override
    public Message readFrom(
        Class<Message> type,
        Type generic,
        Annotation[] all,
        MediaType media,
        MultivaluedMap<String, String> headers,
        InputStream body) {
      ApplicationCode.touch();
      return new Message("");
    }
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        row("HEAD", "/mcp", c -> c, 200),
        row("OPTIONS", "/mcp", c -> c, 200),
        row("OPTIONS", "/mcp", c -> c.header("Accept", "text/plain"), 200),
        row("GET", "/mcp/unknown", c -> c, 404),
        row("DELETE", "/mcp", c -> c, 405),
        row("MADE-UP", "/mcp", c -> c, 405),
        row("GET", "/mcp", c -> c.header("Accept", "text/plain"), 406),
        row("GET", "/mcp", c -> c.header("Accept", "///"), 400),
        row("POST", "/mcp", c -> c.body("application/xml", "<a/>"), 415),
        row("POST", "/mcp", c -> c.body("///", "x"), 400),
        row("POST", "/mcp", c -> c.body("text/plain", "x").header("Accept", "a/b"), 406),
        row("POST", "/mcp", c -> c.body("text/plain", "x"), 200));
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("requests")
  void answersACallerAsJerseyDoesAndNobodyElse(
      String method, String path, UnaryOperator<Call> change, int status) {
    int before = ApplicationCode.COUNT.get();
    Answer anonymous = change.apply(SERVER.call(method, path)).send();
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.challenge())
        .isEqualTo(
            "Bearer scope=\"base\", resource_metadata=\"https://mcp.example.com"
                + "/.well-known/oauth-protected-resource/mcp\"");
    assertThat(ApplicationCode.COUNT).hasValue(before);

    Answer caller = bearer(method, path, change, "base");
    assertThat(caller.status()).isEqualTo(status);
    if (status == 200) {
      assertThat(bearer(method, path, change, "").status()).isEqualTo(403);
    }
  }

  @Test
  void readsNoBodyBeforeTheScopesAreChecked() {
    int readers = ApplicationCode.COUNT.get();
    UnaryOperator<Call> text = c -> c.body("text/plain", "x");
    assertThat(bearer("POST", "/mcp", text, "other").status()).isEqualTo(403);
    // The constructor ran: Jersey makes the object before it asks any filter of the method.
    assertThat(ApplicationCode.COUNT).hasValue(readers + 1);
  }

  private static Answer bearer(
      String method, String path, UnaryOperator<Call> change, String scopes) {
    return change
        .apply(SERVER.call(method, path))
        .bearer(Fixture.token("/mcp").scope(scopes).sign())
        .send();
  }

  private static Arguments row(String method, String path, UnaryOperator<Call> change, int status) {
    return Arguments.of(method, path, change, status);
  }
}
