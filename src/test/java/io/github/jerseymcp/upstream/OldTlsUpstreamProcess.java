package io.github.jerseymcp.upstream;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.fetch.FetchRequest;
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
 * A process that speaks old TLS, as an operator can let it: what goes to an issuer and an API of
 * TLS 1.1 alone.
 */
public final class OldTlsUpstreamProcess {

  private static final AtomicInteger REQUESTS = new AtomicInteger();

  private OldTlsUpstreamProcess() {}

  /** Prints how a client of the JDK fares, then what exchanges and calls are sent with. */
  public static void main(String[] arguments) throws Exception {
    // Before the JDK looks at them, once.
    Security.setProperty("jdk.tls.disabledAlgorithms", "NULL, anon");
    System.setProperty("jdk.tls.client.protocols", "TLSv1.1,TLSv1.2,TLSv1.3");
    TestAuthority authority = new TestAuthority("authority");
    HttpsServer server = start(authority.context(authority.issue("localhost")));
    SSLContext trusting = authority.trusting();
    URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/api");
    HttpRequest request = HttpRequest.newBuilder(address).build();
    UpstreamClients clients = new UpstreamClients(TlsPolicy.trusting(trusting), 1);

    HttpClient lenient = HttpClient.newBuilder().sslContext(trusting).build();
    tell("lenient", () -> lenient.send(request, BodyHandlers.discarding()).statusCode());
    tell(
        "issuer",
        () ->
            clients
                .issuer()
                .send(
                    FetchRequest.get(address), System.nanoTime() + Duration.ofSeconds(5).toNanos())
                .status());
    tell("api", () -> clients.api().send(request, BodyHandlers.discarding()).statusCode());
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
