package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.github.jerseymcp.bench.LeanContainer;
import io.github.jerseymcp.bench.Notes;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.token.TrustedIssuer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Rate and latency of requests with opaque tokens beside those with JWTs, new ones and remembered
 * ones, by the clock: whole requests to Jersey in this process, and an issuer that answers at once
 * over HTTP on loopback. Arguments: how many requests, from how many threads, and rounds.
 */
public final class IntrospectionLatency {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final URI ENDPOINT = URI.create(ORIGIN + "/mcp");

  private final int requests;
  private final int threads;

  private IntrospectionLatency(int requests, int threads) {
    this.requests = requests;
    this.threads = threads;
  }

  /** Measures; the first round warms up. */
  public static void main(String[] arguments) throws Exception {
    // Else the issuer of this run sends each answer in two parts, and waits 40 ms between them.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    IntrospectionLatency latency =
        new IntrospectionLatency(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    Wallet wallet = Wallet.create(ORIGIN);
    TrustedIssuer issuer = TrustedIssuer.of(Wallet.ISSUER).withKeys(wallet.issuerKeys());
    HttpServer asked = issuer(wallet);
    LeanContainer jwts = application(issuer);
    LeanContainer opaque =
        application(
            issuer.withIntrospection(
                Introspection.ofSecret("notes", "secret")
                    .withEndpoint(
                        "http://127.0.0.1:" + asked.getAddress().getPort() + "/introspect")));
    for (int round = 0; round <= Integer.parseInt(arguments[2]); round++) {
      latency.run(round + " JWT, new", jwts, latency.many(wallet::bearer));
      latency.run(round + " opaque, new", opaque, latency.many(wallet::opaque));
      latency.run(round + " JWT, remembered", jwts, latency.one(wallet.bearer()));
      latency.run(round + " opaque, remembered", opaque, latency.one(wallet.opaque()));
    }
    asked.stop(0);
    System.exit(0);
  }

  private static LeanContainer application(TrustedIssuer issuer) {
    return new LeanContainer(
        new ResourceConfig(Notes.Locked.class)
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(ORIGIN).issuer(issuer).build())),
        ORIGIN);
  }

  private static HttpServer issuer(Wallet wallet) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer =
        """
        {"active":true,"iss":"%s","sub":"alice","client_id":"client","aud":"%s/mcp","scope":"%s",\
        "token_type":"Bearer","exp":%d}"""
            .formatted(
                Wallet.ISSUER,
                ORIGIN,
                Wallet.SCOPES,
                Instant.now().plusSeconds(3_600).getEpochSecond())
            .getBytes(UTF_8);
    server.createContext(
        "/introspect",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private String[] many(Supplier<String> token) {
    String[] tokens = new String[requests];
    Arrays.setAll(tokens, i -> "Bearer " + token.get());
    return tokens;
  }

  private String[] one(String token) {
    String[] tokens = new String[requests];
    Arrays.fill(tokens, "Bearer " + token);
    return tokens;
  }

  private void run(String what, LeanContainer container, String[] authorizations) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    long[] nanos = new long[requests];
    List<Future<?>> running = new ArrayList<>();
    long begun = System.nanoTime();
    for (int caller = 0; caller < threads; caller++) {
      int first = caller;
      running.add(
          callers.submit(
              () -> {
                for (int i = first; i < requests; i += threads) {
                  long sent = System.nanoTime();
                  int status = container.call("POST", ENDPOINT, authorizations[i], null);
                  nanos[i] = System.nanoTime() - sent;
                  if (status != 200) {
                    throw new IllegalStateException(what + " was answered with " + status);
                  }
                }
              }));
    }
    for (Future<?> caller : running) {
      caller.get();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    callers.shutdown();
    Arrays.sort(nanos);
    System.out.printf(
        "%-20s %,9.0f a second, p50 %.1f us, p99 %.1f us%n",
        what, requests / seconds, nanos[requests / 2] / 1e3, nanos[requests * 99 / 100] / 1e3);
  }
}
