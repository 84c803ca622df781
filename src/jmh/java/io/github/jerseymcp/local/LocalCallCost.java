package io.github.jerseymcp.local;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import jakarta.ws.rs.core.Feature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
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
      McpSyncClient local =
          client(
              LocalMcpServer.of(config, notes.endpoint, McpJsonDefaults.getMapper())
                  .connect(LocalCaller.of("alice", NotesFixture.CALL)));
      McpSyncClient http = client(overHttp(notes));
      double[] ofLocal = new double[rounds];
      double[] ofHttp = new double[rounds];
      for (int round = -2; round < rounds; round++) {
        double inJvm = microsecondsOf(local, calls);
        double overHttp = microsecondsOf(http, calls);
        if (round >= 0) {
          ofLocal[round] = inJvm;
          ofHttp[round] = overHttp;
        }
      }
      System.out.println("in the JVM: " + summary(ofLocal));
      System.out.println("over HTTP:  " + summary(ofHttp));
      local.close();
      http.close();
      server.shutdownNow();
    }
  }

  private static double microsecondsOf(McpSyncClient client, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      EveryWayRules.call(client, "wait", Map.of("text", "some text"));
    }
    return (System.nanoTime() - start) / 1e3 / calls;
  }

  private static String summary(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return "%.0f us a call (%.0f to %.0f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  private static McpSyncClient client(McpClientTransport transport) {
    McpSyncClient client = McpClient.sync(transport).build();
    client.initialize();
    return client;
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
