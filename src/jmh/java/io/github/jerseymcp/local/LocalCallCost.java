package io.github.jerseymcp.local;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import jakarta.ws.rs.core.Feature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What a call of a tool takes, from the SDK's client and back, in this JVM and over HTTP on
 * loopback: the median of rounds that take turns. Arguments: rounds, and calls in a round.
 */
public final class LocalCallCost {

  private LocalCallCost() {}

  /** Measures. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3_000;
    try (NotesFixture notes = new NotesFixture()) {
      notes.gate.countDown();
      McpSecurityConfig config =
          McpSecurityConfig.builder(notes.origin).issuer(notes.issuer.issuer()).build();
      HttpServer server = serve(notes, config);
      LocalMcpServer inJvm = LocalMcpServer.of(config, notes.endpoint, McpJsonDefaults.getMapper());
      LocalCaller alice = LocalCaller.of("alice", NotesFixture.CALL);
      ModernLocalConnection connection = ModernLocalConnection.to(inJvm, alice);
      Map<String, WayClient> clients = new LinkedHashMap<>();
      clients.put("in the JVM", SessionClient.over(inJvm.connect(alice)));
      clients.put("in the JVM, newer", ModernClient.over(connection, connection::close));
      clients.put("over HTTP", SessionClient.over(overHttp(notes)));
      Map<String, double[]> taken = new LinkedHashMap<>();
      clients.keySet().forEach(way -> taken.put(way, new double[rounds]));
      for (int round = -2; round < rounds; round++) {
        for (Map.Entry<String, WayClient> way : clients.entrySet()) {
          double microseconds = microsecondsOf(way.getValue(), calls);
          if (round >= 0) {
            taken.get(way.getKey())[round] = microseconds;
          }
        }
      }
      taken.forEach((way, times) -> System.out.println(way + ": " + summary(times)));
      clients.values().forEach(WayClient::close);
      server.shutdownNow();
    }
  }

  private static double microsecondsOf(WayClient client, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      client.call("wait", Map.of("text", "some text"));
    }
    return (System.nanoTime() - start) / 1e3 / calls;
  }

  private static String summary(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return "%.0f us a call (%.0f to %.0f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  private static HttpServer serve(NotesFixture notes, McpSecurityConfig config) {
    Feature endpoints =
        context -> {
          context.register(notes.endpoint);
          return true;
        };
    return GrizzlyHttpServerFactory.createHttpServer(
        URI.create(notes.origin + "/"),
        new ResourceConfig().register(endpoints).register(McpSecurityFeature.create(config)));
  }

  private static McpClientTransport overHttp(NotesFixture notes) {
    String token =
        notes
            .issuer
            .token()
            .subject("bob")
            .audience(notes.origin + "/mcp")
            .scope(NotesFixture.CALL)
            .sign();
    return HttpClientStreamableHttpTransport.builder(notes.origin)
        .endpoint("/mcp")
        .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
        .build();
  }
}
