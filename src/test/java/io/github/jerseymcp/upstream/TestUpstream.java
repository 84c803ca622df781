package io.github.jerseymcp.upstream;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * An authorization server that exchanges tokens, and an API that takes what it gives, on two ports
 * of loopback; the former has a third for those who show a certificate. They answer as they should
 * but for what a test changes.
 */
public final class TestUpstream implements AutoCloseable {

  /**
   * A request that came.
   *
   * @param certificate the thumbprint of the one that was shown
   */
  public record Seen(
      String line,
      Map<String, String> form,
      Map<String, List<String>> fields,
      Optional<String> certificate) {

    String field(String name) {
      return String.join(",", fields.getOrDefault(name, List.of()));
    }
  }

  /** With which certificates they speak TLS; each asks clients for one, and takes none as well. */
  public record Tls(SSLContext issuer, SSLContext aliases, SSLContext api) {}

  /** An answer in the place of the right one. */
  public record Instead(int status, Map<String, Object> body) {}

  public final List<Seen> exchanges = new CopyOnWriteArrayList<>();
  public final List<Seen> calls = new CopyOnWriteArrayList<>();
  final List<Seen> metadataReads = new CopyOnWriteArrayList<>();
  final Map<String, String> subjects = new ConcurrentHashMap<>();
  final Map<String, String> bindings = new ConcurrentHashMap<>();
  final AtomicInteger numbers = new AtomicInteger();
  volatile UnaryOperator<Map<String, Object>> answer = given -> given;
  volatile UnaryOperator<Map<String, Object>> metadata = document -> document;
  public volatile Function<Seen, Optional<Instead>> refusal = seen -> Optional.empty();
  volatile BiFunction<Seen, HttpExchange, Boolean> api = (seen, exchange) -> false;
  volatile Runnable before = () -> {};
  volatile String nonce = "";
  volatile String type = "Bearer";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer issuerServer;
  private final HttpServer aliasServer;
  private final HttpServer apiServer;
  private final Optional<Tls> tls;

  public TestUpstream() {
    this(Optional.empty());
  }

  TestUpstream(Tls tls) {
    this(Optional.of(tls));
  }

  private TestUpstream(Optional<Tls> tls) {
    this.tls = tls;
    issuerServer = listen(tls.map(Tls::issuer));
    aliasServer = listen(tls.map(Tls::aliases));
    apiServer = listen(tls.map(Tls::api));
    issuerServer.createContext("/", this::authorize);
    aliasServer.createContext("/", this::authorize);
    apiServer.createContext("/", this::serve);
  }

  private HttpServer listen(Optional<SSLContext> context) {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
      HttpServer server =
          context.isPresent() ? secure(address, context.get()) : HttpServer.create(address, 200);
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext context)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, 200);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asked = context.getDefaultSSLParameters();
            asked.setWantClientAuth(true);
            parameters.setSSLParameters(asked);
          }
        });
    return server;
  }

  private String at(HttpServer server) {
    return (tls.isPresent() ? "https://localhost:" : "http://127.0.0.1:")
        + server.getAddress().getPort();
  }

  public String issuer() {
    return at(issuerServer);
  }

  /** Where the issuer has a token endpoint for those who show a certificate. */
  String aliases() {
    return at(aliasServer);
  }

  public String api() {
    return at(apiServer) + "/api";
  }

  /** What calls the API, once it has a client identity. */
  public UpstreamTokensBuilder builder() {
    return UpstreamTokens.builder(api(), issuer())
        .client("server", () -> "secret")
        .audience("calendar");
  }

  private static Seen read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return new Seen(
        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
        form,
        new LinkedHashMap<>(exchange.getRequestHeaders()),
        certificate(exchange));
  }

  private static Optional<String> certificate(HttpExchange exchange) {
    try {
      return exchange instanceof HttpsExchange secure
          ? Optional.of(TestAuthority.thumbprint(secure.getSSLSession().getPeerCertificates()[0]))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    try (exchange) {
      Seen seen = read(exchange);
      if (seen.line.equals("GET /.well-known/oauth-authorization-server")) {
        metadataReads.add(seen);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer());
        document.put("token_endpoint", issuer() + "/token");
        document.put(
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic", "private_key_jwt"));
        json(exchange, 200, metadata.apply(document));
      } else if (seen.line.equals("POST /token")) {
        exchanges.add(seen);
        before.run();
        exchange(exchange, seen);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void exchange(HttpExchange exchange, Seen seen) throws IOException {
    Optional<Instead> instead = refusal.apply(seen);
    if (instead.isPresent()) {
      json(exchange, instead.get().status, instead.get().body);
      return;
    }
    String inbound = seen.form.getOrDefault("subject_token", seen.form.get("assertion"));
    String token = "exchanged-" + numbers.incrementAndGet();
    subjects.put(token, subjectOf(inbound));
    seen.certificate.ifPresent(shown -> bindings.put(token, shown));
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("access_token", token);
    given.put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
    given.put("token_type", type);
    given.put("expires_in", 3600);
    json(exchange, 200, answer.apply(given));
  }

  private static String subjectOf(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Seen seen = read(exchange);
      calls.add(seen);
      if (api.apply(seen, exchange)) {
        return;
      }
      String proof = seen.field("Dpop");
      if (!nonce.isEmpty() && !claim(proof, "nonce").equals(nonce)) {
        exchange.getResponseHeaders().set("DPoP-Nonce", nonce);
        challenge(exchange, "DPoP error=\"use_dpop_nonce\"");
        return;
      }
      String token = seen.field("Authorization").replace(type + " ", "");
      String subject = subjects.get(token);
      String bound = bindings.get(token);
      if (subject == null || (bound != null && !bound.equals(seen.certificate.orElse("")))) {
        challenge(exchange, "Bearer error=\"invalid_token\"");
        return;
      }
      write(exchange, 200, "hello " + subject);
    }
  }

  static String claim(String jwt, String name) {
    try {
      return String.valueOf(SignedJWT.parse(jwt).getJWTClaimsSet().getClaim(name));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  static void challenge(HttpExchange exchange, String challenge) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
    write(exchange, 401, "refused");
  }

  static void json(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    write(exchange, status, JSONObjectUtils.toJSONString(body));
  }

  static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Nobody answers any more. */
  void stopIssuer() {
    issuerServer.stop(0);
  }

  @Override
  public void close() {
    issuerServer.stop(0);
    aliasServer.stop(0);
    apiServer.stop(0);
    threads.shutdownNow();
  }
}
