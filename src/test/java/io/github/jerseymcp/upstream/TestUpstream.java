package io.github.jerseymcp.upstream;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/**
 * An authorization server that exchanges tokens, and an API that takes what it gives, on two ports
 * of loopback. They answer as they should but for what a test changes.
 */
public final class TestUpstream implements AutoCloseable {

  /** A request that came. */
  public record Seen(String line, Map<String, String> form, Map<String, List<String>> fields) {

    String field(String name) {
      return String.join(",", fields.getOrDefault(name, List.of()));
    }
  }

  /** An answer in the place of the right one. */
  public record Instead(int status, Map<String, Object> body) {}

  public final List<Seen> exchanges = new CopyOnWriteArrayList<>();
  public final List<Seen> calls = new CopyOnWriteArrayList<>();
  final Map<String, String> subjects = new ConcurrentHashMap<>();
  final AtomicInteger numbers = new AtomicInteger();
  volatile UnaryOperator<Map<String, Object>> answer = given -> given;
  volatile UnaryOperator<Map<String, Object>> metadata = document -> document;
  public volatile Function<Seen, Optional<Instead>> refusal = seen -> Optional.empty();
  volatile BiFunction<Seen, HttpExchange, Boolean> api = (seen, exchange) -> false;
  volatile Runnable before = () -> {};
  volatile String nonce = "";
  volatile String type = "Bearer";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer issuerServer = listen();
  private final HttpServer apiServer = listen();

  public TestUpstream() {
    issuerServer.createContext("/", this::authorize);
    apiServer.createContext("/", this::serve);
  }

  private HttpServer listen() {
    try {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 200);
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String issuer() {
    return "http://127.0.0.1:" + issuerServer.getAddress().getPort();
  }

  public String api() {
    return "http://127.0.0.1:" + apiServer.getAddress().getPort() + "/api";
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
        new LinkedHashMap<>(exchange.getRequestHeaders()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    try (exchange) {
      Seen seen = read(exchange);
      if (seen.line.equals("GET /.well-known/oauth-authorization-server")) {
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
      String subject = subjects.get(seen.field("Authorization").replace(type + " ", ""));
      if (subject == null) {
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
    apiServer.stop(0);
    threads.shutdownNow();
  }
}
