package io.github.jerseymcp.testing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server for tests, in process and on loopback: it mints tokens and publishes
 * metadata (RFC 8414) and keys.
 *
 * <pre>{@code
 * try (TestIssuer issuer = TestIssuer.start()) {
 *   String token = issuer.token().audience("https://mcp.example.com/mcp").scope("a").sign();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Never let it be trusted outside of tests.
 */
public final class TestIssuer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool(TestIssuer::daemon);
  private final String issuer;
  private final InstantSource time;
  private final AtomicInteger metadataFetches = new AtomicInteger();
  private final AtomicInteger keyFetches = new AtomicInteger();
  private final AtomicInteger keyNumbers = new AtomicInteger();
  private final AtomicInteger introspections = new AtomicInteger();
  private final Map<String, Map<String, Object>> opaqueTokens = new ConcurrentHashMap<>();

  private volatile SigningKey key;
  private volatile List<JWK> published;
  private volatile boolean outage;
  private volatile Answer metadata;
  private volatile @Nullable Answer keys;
  private volatile @Nullable Answer introspection;

  /** Answers a request in a way of its own. */
  @FunctionalInterface
  public interface Answer {

    /** Writes the whole answer. */
    void to(HttpExchange exchange) throws IOException;
  }

  private TestIssuer(String path, String algorithm, InstantSource time) {
    try {
      this.server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.issuer = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    this.time = time;
    this.key = SigningKey.generate(algorithm, nextKeyId());
    this.published = List.of(key.publicJwk());
    this.metadata = json(metadataDocument());
    server.createContext("/", this::serve);
    server.setExecutor(executor);
    server.start();
  }

  /** Starts an issuer that signs with ES256 and uses the system clock. */
  public static TestIssuer start() {
    return start("ES256", InstantSource.system());
  }

  /** Starts an issuer that signs with this algorithm and uses this clock. */
  public static TestIssuer start(String algorithm, InstantSource time) {
    return new TestIssuer("", algorithm, time);
  }

  /** Starts an issuer whose identifier has this path, beginning with a slash. */
  public static TestIssuer startAt(String path, String algorithm, InstantSource time) {
    return new TestIssuer(path, algorithm, time);
  }

  /** The issuer identifier. */
  public String issuer() {
    return issuer;
  }

  /** The address of the keys. */
  public String jwksUri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
  }

  /** The key that signs at present. */
  public SigningKey key() {
    return key;
  }

  /** Starts a valid RFC 9068 token; an audience is still to be set. */
  public TestToken token() {
    return new TestToken(issuer, key, time.instant());
  }

  /** Signs with a new key from now on; the old ones stay published. */
  public SigningKey rotate() {
    SigningKey next = SigningKey.generate(key.algorithm(), nextKeyId());
    List<JWK> all = new ArrayList<>(published);
    all.add(next.publicJwk());
    published = List.copyOf(all);
    key = next;
    return next;
  }

  /** Publishes exactly these keys. */
  public void publish(JWK... keysToPublish) {
    published = List.of(keysToPublish);
  }

  /** Publishes these keys and signs with the first. */
  public void use(SigningKey... signingKeys) {
    List<JWK> all = new ArrayList<>();
    for (SigningKey signingKey : signingKeys) {
      all.add(signingKey.publicJwk());
    }
    published = List.copyOf(all);
    key = signingKeys[0];
  }

  /** Answers everything with 503, or works again. */
  public void outage(boolean down) {
    outage = down;
  }

  /** Answers requests for metadata like this. */
  public void answerMetadata(Answer answer) {
    metadata = answer;
  }

  /** Answers requests for keys like this; null goes back to the published keys. */
  public void answerKeys(@Nullable Answer answer) {
    keys = answer;
  }

  /** Answers questions about tokens like this; null goes back to what {@link #opaque} was given. */
  public void answerIntrospection(@Nullable Answer answer) {
    introspection = answer;
  }

  /**
   * An opaque token, about which the introspection endpoint answers these claims. Whoever asks need
   * not authenticate.
   */
  public String opaque(TestToken token) {
    String opaque = "opaque-" + UUID.randomUUID();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("active", true);
    claims.putAll(read(token.payload()));
    opaqueTokens.put(opaque, claims);
    return opaque;
  }

  /** Revokes an opaque token: it is not active from now on. */
  public void revoke(String opaque) {
    opaqueTokens.remove(opaque);
  }

  /** The address of the introspection endpoint. */
  public String introspectionEndpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect";
  }

  /** How many times it was asked about a token. */
  public int introspections() {
    return introspections.get();
  }

  /** How many times metadata was asked for. */
  public int metadataFetches() {
    return metadataFetches.get();
  }

  /** How many times keys were asked for. */
  public int keyFetches() {
    return keyFetches.get();
  }

  /** The metadata document, to be changed and answered with. */
  public Map<String, Object> metadataDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("jwks_uri", jwksUri());
    document.put("authorization_endpoint", issuer + "/authorize");
    document.put("token_endpoint", issuer + "/token");
    document.put("introspection_endpoint", introspectionEndpoint());
    document.put("response_types_supported", List.of("code"));
    return document;
  }

  /** An answer of 200 with this document. */
  public static Answer json(Map<String, Object> document) {
    return exchange -> respond(exchange, 200, JSONObjectUtils.toJSONString(document));
  }

  /** An answer with this status and body. */
  public static Answer status(int status, String body) {
    return exchange -> respond(exchange, status, body);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/introspect")) {
      introspect(exchange);
      return;
    }
    boolean forKeys = path.equals("/jwks");
    (forKeys ? keyFetches : metadataFetches).incrementAndGet();
    if (outage) {
      respond(exchange, 503, "");
    } else if (forKeys) {
      Answer special = keys;
      if (special == null) {
        respond(exchange, 200, new JWKSet(published).toString());
      } else {
        special.to(exchange);
      }
    } else if (path.contains("/.well-known/")) {
      metadata.to(exchange);
    } else {
      respond(exchange, 404, "");
    }
  }

  private void introspect(HttpExchange exchange) throws IOException {
    introspections.incrementAndGet();
    Answer special = introspection;
    if (outage) {
      respond(exchange, 503, "");
    } else if (special != null) {
      special.to(exchange);
    } else {
      String token = form(exchange).getOrDefault("token", "");
      json(opaqueTokens.getOrDefault(token, Map.of("active", false))).to(exchange);
    }
  }

  /** The parameters of the form in a request. */
  public static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new LinkedHashMap<>();
    for (String parameter : body.split("&", -1)) {
      int sign = parameter.indexOf('=');
      if (sign > 0) {
        form.put(decoded(parameter.substring(0, sign)), decoded(parameter.substring(sign + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, Object> read(String json) {
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private String nextKeyId() {
    return "key-" + keyNumbers.incrementAndGet();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test-issuer");
    thread.setDaemon(true);
    return thread;
  }
}
