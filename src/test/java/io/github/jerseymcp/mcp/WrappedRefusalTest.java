package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import jakarta.annotation.Priority;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal that code of an application wraps on its way is answered as it would be unwrapped. */
class WrappedRefusalTest {

  private static final int LIMIT = 100_000;
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String ORIGIN = FreePort.origin();
  private static final String WRAP = "X-Wrap";
  private static final StatelessMcpTransport TRANSPORT = transport();
  private static final Runnable STOP = start();

  /** What an application's code does with what it catches. */
  @SuppressWarnings("ImmutableEnumChecker") // References to constructors.
  private enum Wrap {
    UNCHECKED(IllegalStateException::new),
    CHECKED(e -> new UncheckedIOException(new IOException(e))),
    BAD_REQUEST(BadRequestException::new),
    DEEP(e -> new IllegalStateException(new IllegalStateException(new RuntimeException(e))));

    private final Function<Exception, RuntimeException> wrapped;

    Wrap(Function<Exception, RuntimeException> wrapped) {
      this.wrapped = wrapped;
    }
  }

  @AfterAll
  static void stop() {
    TRANSPORT.close();
    STOP.run();
    ISSUER.close();
  }

  @ParameterizedTest
  @EnumSource
  void tellsALargeBodyThatAReaderWrapsWhatItsLimitIs(Wrap wrap) throws Exception {
    for (String path : Set.of("/plain", "/mcp")) {
      assertThat(large(path, wrap + " read").statusCode()).as(path).isEqualTo(413);
      assertThat(large(path, wrap + " stream").statusCode()).as(path).isEqualTo(413);
    }
  }

  /** There is no room for what is read of its body: W-02. */
  @ParameterizedTest
  @EnumSource
  void tellsNobodyWhereToSignInThoughAReaderWrapsItW02(Wrap wrap) throws Exception {
    for (String how : Set.of(" read", " stream")) {
      HttpResponse<String> answer =
          CLIENT.send(
              request("/mcp", wrap + how)
                  .POST(BodyPublishers.ofString("{" + " ".repeat(3_000) + "}"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(how).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("mcp");
    }
  }

  /** Outside of all that is ours, where only the last mapper sees it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BAD_REQUEST")
  void digsOutWhatTheOutermostInterceptorWraps(Wrap wrap) throws Exception {
    assertThat(large("/plain", wrap + " outermost").statusCode()).isEqualTo(413);
  }

  /** What a reader of the application returns may be a stream, and is handed on as it is. */
  @Test
  void handsStreamsOfReadersOverAsTheyAre() throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            request("/plain/own", "UNCHECKED none")
                .header("Authorization", "Bearer " + token("/plain"))
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"thrown", "staged"})
  void digsOutAMissingScope(String path) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            request("/plain/" + path, "UNCHECKED none")
                .header("Authorization", "Bearer " + token("/plain"))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("insufficient_scope", "write");
  }

  /** Without a length, so that only reading it tells. */
  private static HttpResponse<String> large(String path, String wrap) throws Exception {
    byte[] body =
        ("\"" + "x".repeat(LIMIT) + "\"").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return CLIENT.send(
        request(path, wrap)
            .header("Authorization", "Bearer " + token(path))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String wrap) {
    return HttpRequest.newBuilder(URI.create(ORIGIN + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .header(WRAP, wrap);
  }

  private static String token(String path) {
    return ISSUER.token().audience(ORIGIN + path).scope("mcp:tools:read").sign();
  }

  @Path("/plain")
  @McpProtected
  public static class Plain {

    @POST
    public int post(byte[] body) {
      return body.length;
    }

    @POST
    @Path("own")
    public int own(Own body) throws IOException {
      return body.readAllBytes().length;
    }

    @POST
    @Path("thrown")
    public String thrown() {
      throw new IllegalStateException(
          new RuntimeException(new InsufficientScopeException("write")));
    }

    @POST
    @Path("staged")
    public CompletionStage<String> staged() {
      return CompletableFuture.failedFuture(
          new IllegalStateException(new InsufficientScopeException("write")));
    }
  }

  private static final class Own extends FilterInputStream {

    Own(InputStream body) {
      super(body);
    }
  }

  private static final class OwnReader implements MessageBodyReader<Own> {

    @Override
    public boolean isReadable(
        Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
      return type == Own.class;
    }

    @Override
    public Own readFrom(
        Class<Own> type,
        Type generic,
        Annotation[] annotations,
        MediaType media,
        MultivaluedMap<String, String> fields,
        InputStream body) {
      return new Own(body);
    }
  }

  /** Reads the whole body, or has it read through a stream of its own. */
  private static class Wrapping implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
      String[] asked = context.getHeaders().getFirst(WRAP).split(" ", 2);
      Wrap wrap = Wrap.valueOf(asked[0]);
      if (asked[1].equals("stream")) {
        context.setInputStream(new WrappingStream(context.getInputStream(), wrap));
      } else if (asked[1].equals("read")) {
        try {
          context.setInputStream(new ByteArrayInputStream(context.getInputStream().readAllBytes()));
        } catch (IOException | RuntimeException e) {
          throw wrap.wrapped.apply(e);
        }
      }
      return context.proceed();
    }
  }

  @Priority(Integer.MIN_VALUE)
  private static final class Outermost implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
      String[] asked = context.getHeaders().getFirst(WRAP).split(" ", 2);
      try {
        return context.proceed();
      } catch (RuntimeException e) {
        throw asked[1].equals("outermost") ? Wrap.valueOf(asked[0]).wrapped.apply(e) : e;
      }
    }
  }

  private static final class WrappingStream extends FilterInputStream {

    private final Wrap wrap;

    WrappingStream(InputStream body, Wrap wrap) {
      super(body);
      this.wrap = wrap;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException | RuntimeException e) {
        throw wrap.wrapped.apply(e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (IOException | RuntimeException e) {
        throw wrap.wrapped.apply(e);
      }
    }
  }

  private static Runnable start() {
    ResourceConfig application =
        new ResourceConfig(Plain.class)
            .register(new Wrapping())
            .register(new Outermost())
            .register(new OwnReader())
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(ORIGIN)
                        .issuer(ISSUER.issuer())
                        .edge(edge -> edge.withMaximumBodyBytes(LIMIT))
                        .anonymous(
                            all ->
                                all.withLimits(
                                    limits -> limits.with(Holding.REQUEST_BYTES, 40_000, 80_000)))
                        .build()));
    return Container.GRIZZLY.start(
        ResourceInstances.register(application, new OpenServer.Endpoint(TRANSPORT)),
        URI.create(ORIGIN + "/"));
  }

  private static StatelessMcpTransport transport() {
    StatelessMcpTransport made =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    McpServer.async(made).serverInfo("wrapped", "1").build();
    return made;
  }
}
