package io.github.jerseymcp.client;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A process that speaks old TLS, as an operator can let it: what it sends to a server of TLS 1.1
 * alone, by each way in.
 */
public final class OldTlsProcess {

  private static final AtomicInteger REQUESTS = new AtomicInteger();

  private OldTlsProcess() {}

  /** Prints how many requests came by the JDK itself, then how each way ended. */
  public static void main(String[] arguments) throws Exception {
    // Before the JDK looks at them, once.
    Security.setProperty("jdk.tls.disabledAlgorithms", "NULL, anon");
    TestAuthority authority = new TestAuthority("authority");
    HttpsServer server = start(authority.context(authority.issue("localhost")));
    SSLContext trusting = authority.trusting();
    String address = "https://localhost:" + server.getAddress().getPort() + "/mcp";
    McpAuthorization authorization =
        McpAuthorization.builder(address, Grant.fixedToken(() -> "token"))
            .fetch(FetchPolicy.strict().withLoopback())
            .tls(TlsPolicy.trusting(trusting))
            .build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();

    SSLParameters old = trusting.getDefaultSSLParameters();
    old.setProtocols(new String[] {"TLSv1.1"});
    HttpClient lenient = HttpClient.newBuilder().sslContext(trusting).sslParameters(old).build();
    tell("lenient", () -> lenient.send(request, BodyHandlers.ofString()).statusCode());
    tell(
        "jdk",
        () ->
            authorization.httpClient().build().send(request, BodyHandlers.ofString()).statusCode());
    HttpClient silent =
        HttpClient.newBuilder().sslContext(trusting).sslParameters(new SSLParameters()).build();
    tell(
        "shared",
        () ->
            authorization
                .httpClient(silent)
                .build()
                .send(request, BodyHandlers.ofString())
                .statusCode());
    tell(
        "jax-rs",
        () ->
            jakarta.ws.rs.client.ClientBuilder.newClient()
                .register(authorization.jaxRs())
                .target(address)
                .request()
                .get()
                .getStatus());
    tell(
        "fetch",
        () ->
            Fetcher.ofStrangers(FetchPolicy.strict().withLoopback(), trusting)
                .send(
                    FetchRequest.get(URI.create(address)),
                    System.nanoTime() + Duration.ofSeconds(5).toNanos())
                .status());
    System.out.println("requests " + REQUESTS);
    System.exit(0);
  }

  private static HttpsServer start(SSLContext context) throws Exception {
    HttpsServer server =
        HttpsServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters old = context.getDefaultSSLParameters();
            old.setProtocols(new String[] {"TLSv1.1"});
            parameters.setSSLParameters(old);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          REQUESTS.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void tell(String way, Callable<Integer> call) {
    try {
      System.out.println(way + " " + call.call());
    } catch (Exception e) {
      System.out.println(way + " " + e);
    }
  }
}
