package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.FreePort;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.server.ChunkedOutput;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Protected resources over HTTP/2, where requests have no Host field. */
@Timeout(60)
class Http2Test {

  private static final List<Running> STARTED = new ArrayList<>();

  /** One server; its origin names {@code localhost}. */
  record Running(Http2Server server, boolean tls, String origin, AutoCloseable stop) {

    @Override
    public String toString() {
      return server + (tls ? " h2" : " h2c");
    }
  }

  @Path("/mcp")
  @McpProtected(scopes = "base")
  public static class Notes {

    @GET
    public String get(@Context McpPrincipal caller) {
      return caller.subject() + " " + caller.sender().binding();
    }

    @POST
    public int post(byte[] body) {
      return body.length;
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public ChunkedOutput<String> events() throws IOException {
      ChunkedOutput<String> events = new ChunkedOutput<>(String.class);
      for (int i = 0; i < 3; i++) {
        events.write("data: event " + i + "\n\n");
      }
      events.close();
      return events;
    }
  }

  static Stream<Running> servers() throws Exception {
    if (STARTED.isEmpty()) {
      for (Http2Server server : Http2Server.values()) {
        STARTED.add(start(server, false));
        STARTED.add(start(server, true));
      }
    }
    return STARTED.stream();
  }

  @AfterAll
  static void stop() throws Exception {
    for (Running running : STARTED) {
      running.stop().close();
    }
    STARTED.clear();
  }

  private static Running start(Http2Server server, boolean tls) throws Exception {
    int port = FreePort.next();
    String origin = (tls ? "https" : "http") + "://localhost:" + port;
    return new Running(server, tls, origin, server.start(application(origin), port, tls));
  }

  private static ResourceConfig application(String origin) {
    return new ResourceConfig(Notes.class)
        .register(
            McpSecurityFeature.create(
                McpSecurityConfig.builder(origin)
                    .issuer(Fixture.ISSUER.issuer())
                    .dpop(dpop -> dpop.optional(new RecordingReplayStore()))
                    .build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void answersCallersThatBringTheirTokenH01(Running server) throws Exception {
    HttpClient client = client();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = send(client, get(server, "/mcp").header(bearer(server)));
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("alice");
    }
    HttpResponse<String> posted =
        send(
            client,
            get(server, "/mcp")
                .header(bearer(server))
                .post(HttpRequest.BodyPublishers.ofString("12345")));
    assertThat(posted.body()).isEqualTo("5");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void pointsStrangersAtTheDocumentH01(Running server) throws Exception {
    HttpClient client = client();
    String document = server.origin() + "/.well-known/oauth-protected-resource/mcp";

    HttpResponse<String> refused = send(client, get(server, "/mcp"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains(document);
    HttpResponse<String> found =
        send(client, get(server, "/.well-known/oauth-protected-resource/mcp"));
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).contains("\"" + server.origin() + "/mcp\"");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void comparesTheAddressOfProofsH01(Running server) throws Exception {
    SigningKey key = SigningKey.generate("ES256", "proof");
    String token =
        Fixture.ISSUER
            .token()
            .subject("alice")
            .scope("base")
            .audience(server.origin() + "/mcp")
            .boundToKey(TestProof.thumbprint(key))
            .sign();
    HttpClient client = client();
    for (String target : new String[] {server.origin() + "/mcp", "https://evil.example/mcp"}) {
      String proof = TestProof.of(key, "GET", target, Instant.now()).token(token).sign();
      HttpResponse<String> answer =
          send(
              client,
              get(server, "/mcp")
                  .header(new String[] {"Authorization", "DPoP " + token, "DPoP", proof}));
      assertThat(answer.statusCode()).isEqualTo(target.contains("evil") ? 401 : 200);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void refusesPagesOfOtherOriginsH01(Running server) throws Exception {
    HttpResponse<String> foreign =
        send(
            client(),
            get(server, "/mcp")
                .header(bearer(server))
                .header(new String[] {"Origin", "https://evil.example"}));
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Http2Server.class)
  void refusesAnAuthorityOfNoServerAndOneThatContradictsTheHostH01(Http2Server kind)
      throws Exception {
    Running server = start(kind, false);
    try {
      URI origin = URI.create(server.origin());
      String own = origin.getAuthority();
      for (String path : new String[] {"/mcp", "/.well-known/oauth-protected-resource/mcp"}) {
        int good = path.equals("/mcp") ? 401 : 200;
        assertThat(raw(origin, path, own, null)).isEqualTo(good);
        assertThat(raw(origin, path, own, own)).isEqualTo(good);
        assertThat(raw(origin, path, "evil.example", null)).isIn(421, 400, 0);
        assertThat(raw(origin, path, "evil.example", own)).isIn(421, 400, 0);
        assertThat(raw(origin, path, own, "evil.example")).isIn(421, 400, 0);
      }
    } finally {
      server.stop().close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void sendsEventsH01(Running server) throws Exception {
    HttpResponse<InputStream> answer =
        client()
            .send(
                get(server, "/mcp/events").header(bearer(server)).builder().build(),
                HttpResponse.BodyHandlers.ofInputStream());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("data: event 0", "data: event 2");
  }

  /**
   * Sends a request in the clear with prior knowledge; tells its status, 0 if the server closed
   * instead.
   */
  private static int raw(URI origin, String path, String authority, @Nullable String host)
      throws Exception {
    HTTP2Client client = new HTTP2Client();
    client.start();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    try {
      Session session =
          client
              .connect(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), origin.getPort()),
                  new Session.Listener() {
                    @Override
                    public void onGoAway(Session closed, GoAwayFrame frame) {
                      status.complete(0);
                    }

                    @Override
                    public void onClose(Session closed, GoAwayFrame frame, Callback callback) {
                      status.complete(0);
                      callback.succeeded();
                    }
                  })
              .get(20, TimeUnit.SECONDS);
      HttpFields.Mutable fields = HttpFields.build();
      if (host != null) {
        fields.put("Host", host);
      }
      MetaData.Request request =
          new MetaData.Request(
              "GET", HttpURI.from("http://" + authority + path), HttpVersion.HTTP_2, fields);
      session.newStream(
          new HeadersFrame(request, null, true),
          new org.eclipse.jetty.util.Promise.Adapter<>(),
          new org.eclipse.jetty.http2.api.Stream.Listener() {
            @Override
            public void onHeaders(org.eclipse.jetty.http2.api.Stream stream, HeadersFrame frame) {
              status.complete(((MetaData.Response) frame.getMetaData()).getStatus());
            }

            @Override
            public void onReset(
                org.eclipse.jetty.http2.api.Stream stream, ResetFrame frame, Callback callback) {
              status.complete(0);
              callback.succeeded();
            }
          });
      return status.get(20, TimeUnit.SECONDS);
    } finally {
      client.stop();
    }
  }

  /** A request as it is put together. */
  private record Message(HttpRequest.Builder builder) {

    Message header(String[] nameAndValue) {
      builder.headers(nameAndValue);
      return this;
    }

    Message post(HttpRequest.BodyPublisher body) {
      builder.POST(body);
      return this;
    }
  }

  private static Message get(Running server, String path) {
    return new Message(
        HttpRequest.newBuilder(URI.create(server.origin() + path)).timeout(Duration.ofSeconds(20)));
  }

  private static String[] bearer(Running server) {
    String token =
        Fixture.ISSUER
            .token()
            .subject("alice")
            .scope("base")
            .audience(server.origin() + "/mcp")
            .sign();
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static HttpResponse<String> send(HttpClient client, Message message) throws Exception {
    return Http.send(client, message.builder());
  }

  private static HttpClient client() throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_2)
        .sslContext(Http2Server.identity().trustedBy(null))
        .build();
  }
}
