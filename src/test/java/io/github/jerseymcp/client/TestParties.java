package io.github.jerseymcp.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A protected server and its authorization server on loopback, which answer as they should but for
 * what a test changes. They are on two ports, so that they are two origins.
 */
final class TestParties implements AutoCloseable {

  /** A request that came: its verb, path, parameters and header fields. */
  record Seen(
      String line,
      Map<String, String> parameters,
      Map<String, List<String>> fields,
      Optional<String> certificate) {

    String field(String name) {
      return String.join(",", fields.getOrDefault(name, List.of()));
    }

    /** The claims of its proof. */
    Map<String, Object> proof() {
      try {
        return SignedJWT.parse(field("Dpop")).getJWTClaimsSet().toJSONObject();
      } catch (ParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  final Map<String, Set<String>> tokens = new ConcurrentHashMap<>();
  final AtomicInteger numbers = new AtomicInteger();

  /** To which certificates tokens are bound. */
  final Map<String, String> bindings = new ConcurrentHashMap<>();

  final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
  volatile UnaryOperator<Map<String, Object>> resourceChange = document -> document;
  volatile UnaryOperator<Map<String, Object>> issuerChange = document -> document;
  volatile UnaryOperator<Map<String, Object>> tokenChange = answer -> answer;
  volatile UnaryOperator<Map<String, Object>> registrationChange = answer -> answer;
  volatile UnaryOperator<Map<String, String>> callbackChange = callback -> callback;
  volatile Function<String, String> challengeChange = challenge -> challenge;
  volatile BiFunction<String, HttpExchange, Boolean> intercept = (path, exchange) -> false;

  /** Where a browser was sent. */
  final List<URI> opened = new CopyOnWriteArrayList<>();

  volatile String needed = "";
  volatile boolean pointer = true;
  volatile long expiresIn = 3600;
  volatile String tokenType = "Bearer";
  volatile Supplier<String> serverNonce = () -> "";
  volatile Supplier<String> issuerNonce = () -> "";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer protectedServer;
  private final HttpServer authorizationServer;
  private final HttpServer aliasServer;
  private final Optional<Tls> tls;

  /**
   * With which certificates they speak TLS; each asks clients for one, and takes none as well.
   *
   * @param aliases of a third port, where the authorization server has its endpoints too
   * @param browser trusts them
   */
  record Tls(SSLContext server, SSLContext issuer, SSLContext aliases, SSLContext browser) {}

  TestParties() {
    this(Optional.empty());
  }

  TestParties(Tls tls) {
    this(Optional.of(tls));
  }

  private TestParties(Optional<Tls> tls) {
    this.tls = tls;
    protectedServer = listen(tls.map(Tls::server));
    authorizationServer = listen(tls.map(Tls::issuer));
    aliasServer = listen(tls.map(Tls::aliases));
    aliasServer.createContext("/", exchange -> serve(exchange, this::authorize));
    protectedServer.createContext("/", exchange -> serve(exchange, this::protect));
    authorizationServer.createContext("/", exchange -> serve(exchange, this::authorize));
  }

  private HttpServer listen(Optional<SSLContext> context) {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
      HttpServer server =
          context.isPresent() ? secure(address, context.get()) : HttpServer.create(address, 0);
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext context)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
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

  String server() {
    return origin() + "/mcp";
  }

  String origin() {
    return at(protectedServer);
  }

  String issuer() {
    return at(authorizationServer);
  }

  String aliases() {
    return at(aliasServer);
  }

  /** A browser whose user approves at once. */
  UserAgent browser() {
    return address -> {
      opened.add(address);
      threads.execute(() -> answer(address));
    };
  }

  /** What a browser at that address is sent to. */
  URI approve(URI address) {
    return URI.create(
        get(address).headers().firstValue("Location").orElseThrow(IllegalStateException::new));
  }

  java.net.http.HttpResponse<String> get(URI address) {
    try {
      HttpClient.Builder builder = HttpClient.newBuilder();
      tls.map(Tls::browser).ifPresent(builder::sslContext);
      return builder.build().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(URI address) {
    get(approve(address));
  }

  List<Seen> seen(String line) {
    return seen.stream().filter(request -> request.line.equals(line)).toList();
  }

  private interface Service {
    void serve(HttpExchange exchange, Seen request) throws IOException;
  }

  private void serve(HttpExchange exchange, Service service) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String query = exchange.getRequestURI().getRawQuery();
      Map<String, String> parameters =
          body.startsWith("{")
              ? new LinkedHashMap<>(Map.of("json", body))
              : parse(query == null ? body : query);
      Map<String, List<String>> fields = new LinkedHashMap<>(exchange.getRequestHeaders());
      Seen request =
          new Seen(
              exchange.getRequestMethod() + " " + path, parameters, fields, certificate(exchange));
      seen.add(request);
      if (!intercept.apply(path, exchange)) {
        service.serve(exchange, request);
      }
    }
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

  private static Map<String, String> parse(String form) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private void protect(HttpExchange exchange, Seen request) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/.well-known/oauth-protected-resource/mcp")) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("resource", server());
      document.put("authorization_servers", List.of(issuer()));
      document.put("scopes_supported", List.of("read", "write"));
      document.put("dpop_signing_alg_values_supported", List.of("ES256"));
      json(exchange, 200, resourceChange.apply(document));
      return;
    }
    if (!path.startsWith("/mcp")) {
      status(exchange, 404, "");
      return;
    }
    String nonce = serverNonce.get();
    if (!nonce.isEmpty()) {
      exchange.getResponseHeaders().set("DPoP-Nonce", nonce);
      if (!request.field("Dpop").isEmpty() && !nonce.equals(request.proof().get("nonce"))) {
        challenge(exchange, 401, "DPoP error=\"use_dpop_nonce\"");
        return;
      }
    }
    String token = request.field("Authorization").replace(tokenType + " ", "");
    Set<String> granted = tokens.get(token);
    String bound = bindings.get(token);
    if (granted == null || (bound != null && !bound.equals(request.certificate().orElse("")))) {
      challenge(exchange, 401, "Bearer " + (pointer ? metadata() + ", " : "") + "scope=\"read\"");
    } else if (!needed.isEmpty() && !granted.contains(needed)) {
      challenge(
          exchange,
          403,
          "Bearer error=\"insufficient_scope\", scope=\"" + needed + "\", " + metadata());
    } else {
      status(exchange, 200, "hello");
    }
  }

  private String metadata() {
    return "resource_metadata=\"" + origin() + "/.well-known/oauth-protected-resource/mcp\"";
  }

  private void challenge(HttpExchange exchange, int status, String challenge) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", challengeChange.apply(challenge));
    status(exchange, status, "refused");
  }

  private void authorize(HttpExchange exchange, Seen request) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/.well-known/oauth-authorization-server" -> {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", issuer() + "/authorize");
        document.put("token_endpoint", issuer() + "/token");
        document.put("registration_endpoint", issuer() + "/register");
        document.put(
            "grant_types_supported",
            List.of("authorization_code", "refresh_token", "client_credentials"));
        document.put("token_endpoint_auth_methods_supported", methods);
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("dpop_signing_alg_values_supported", proofAlgorithms);
        document.put("authorization_response_iss_parameter_supported", true);
        json(exchange, 200, issuerChange.apply(document));
      }
      case "/authorize" -> {
        Map<String, String> asked =
            pushed.getOrDefault(
                request.parameters.getOrDefault("request_uri", ""), request.parameters);
        Map<String, String> callback = new LinkedHashMap<>();
        callback.put("code", asked.get("scope") + "!" + numbers.incrementAndGet());
        callback.put("state", asked.get("state"));
        callback.put("iss", issuer());
        String query = form(callbackChange.apply(callback));
        exchange.getResponseHeaders().set("Location", asked.get("redirect_uri") + "?" + query);
        status(exchange, 302, "");
      }
      case "/register" -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("client_id", "client-" + numbers.incrementAndGet());
        json(exchange, 201, registrationChange.apply(answer));
      }
      case "/push" -> {
        String reference = "urn:ietf:params:oauth:request_uri:" + numbers.incrementAndGet();
        pushed.put(reference, request.parameters);
        json(
            exchange,
            201,
            pushChange.apply(
                new LinkedHashMap<>(Map.of("request_uri", reference, "expires_in", 60L))));
      }
      case "/revoke" -> status(exchange, revokes ? 200 : 404, "");
      case "/token" -> token(exchange, request);
      default -> status(exchange, 404, "");
    }
  }

  final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();

  volatile UnaryOperator<Map<String, Object>> pushChange = answer -> answer;

  volatile boolean revokes;

  volatile boolean withoutRefreshTokens;

  volatile List<String> proofAlgorithms = List.of("ES256");

  volatile List<String> methods = List.of("none", "client_secret_basic", "client_secret_post");

  private void token(HttpExchange exchange, Seen request) throws IOException {
    Map<String, String> form = request.parameters;
    String nonce = issuerNonce.get();
    if (!nonce.isEmpty()) {
      exchange.getResponseHeaders().set("DPoP-Nonce", nonce);
      if (!nonce.equals(request.proof().get("nonce"))) {
        json(exchange, 400, Map.of("error", "use_dpop_nonce"));
        return;
      }
    }
    String scope = form.getOrDefault("scope", "read");
    if ("refresh_token".equals(form.get("grant_type"))) {
      if (!refreshTokens.remove(form.get("refresh_token"))) {
        json(exchange, 400, Map.of("error", "invalid_grant"));
        return;
      }
      scope = form.get("refresh_token").split("!", -1)[0];
    } else if (form.containsKey("code")) {
      scope = form.get("code").split("!", -1)[0];
    }
    String token = "token-" + numbers.incrementAndGet();
    request.certificate().ifPresent(shown -> bindings.put(token, shown));
    tokens.put(token, new TreeSet<>(List.of(scope.split(" "))));
    String refresh = scope + "!" + numbers.incrementAndGet();
    refreshTokens.add(refresh);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token);
    answer.put("token_type", tokenType);
    answer.put("expires_in", expiresIn);
    if (!withoutRefreshTokens && !"client_credentials".equals(form.get("grant_type"))) {
      answer.put("refresh_token", refresh);
    }
    json(exchange, 200, tokenChange.apply(answer));
  }

  static String form(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  static void json(HttpExchange exchange, int status, Map<String, Object> object)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    status(exchange, status, JSONObjectUtils.toJSONString(object));
  }

  static void status(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    protectedServer.stop(0);
    authorizationServer.stop(0);
    aliasServer.stop(0);
    threads.shutdownNow();
  }
}
