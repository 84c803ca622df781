package io.github.jerseymcp.client;

import com.sun.management.OperatingSystemMXBean;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.signature.SignatureKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What authorization adds to a request of the JDK's client, which requests a first call takes, and
 * what a sign-in takes of the heap. All kinds of requests go in turns, from one thread to one
 * server in this JVM, which looks tokens up and verifies no proof. Arguments: turns, requests in
 * each, and how many sign-ins.
 */
public final class ClientCost {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final TestParties parties = new TestParties();
  private final Map<String, HttpClient> clients = new LinkedHashMap<>();

  private ClientCost() {}

  /** Measures; half of the turns warm up. */
  public static void main(String[] arguments) throws Exception {
    int turns = Integer.parseInt(arguments[0]);
    int requests = Integer.parseInt(arguments[1]);
    // Else the server of the JDK waits 40 ms with each answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    ClientCost cost = new ClientCost();
    try (cost.parties) {
      cost.first();
      cost.compare(turns, requests);
      cost.hold(Integer.parseInt(arguments[2]));
    }
  }

  private void first() throws Exception {
    clients.put("none", HttpClient.newHttpClient());
    add("Bearer", builder -> builder);
    parties.seen.clear();
    send(clients.get("Bearer"), "");
    System.out.println(
        "a first request: " + parties.seen.stream().map(TestParties.Seen::line).toList());
    parties.seen.clear();
    send(clients.get("Bearer"), "");
    System.out.println("the next: " + parties.seen.stream().map(TestParties.Seen::line).toList());
    SignatureKey ed25519 = key("Ed25519");
    SignatureKey p256 = key("EC");
    add("Bearer, signed by Ed25519", builder -> builder.signedWith(ed25519));
    add("Bearer, signed by P-256", builder -> builder.signedWith(p256));
    parties.tokenType = "DPoP";
    add("DPoP by P-256", builder -> builder.dpop(DpopUse.REQUIRED));
    send(clients.get("DPoP by P-256"), "");
    parties.tokenType = "Bearer";
  }

  private void add(String name, UnaryOperator<McpAuthorizationBuilder> change) {
    clients.put(name, change.apply(builder(name)).build().httpClient().build());
  }

  private McpAuthorizationBuilder builder(String user) {
    return McpAuthorization.builder(parties.server(), Grant.clientCredentials(parties.issuer()))
        .user(user)
        .registrations(Registration.preRegistered(parties.issuer(), "service", () -> "secret"));
  }

  private static SignatureKey key(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("EC")) {
      generator.initialize(256);
    }
    return SignatureKey.of(algorithm, generator.generateKeyPair().getPrivate());
  }

  private void compare(int turns, int requests) throws Exception {
    String token = parties.tokens.keySet().iterator().next();
    Map<String, double[][]> costs = new LinkedHashMap<>();
    clients.keySet().forEach(name -> costs.put(name, new double[2][turns]));
    for (int turn = -turns; turn < turns; turn++) {
      for (Map.Entry<String, HttpClient> client : clients.entrySet()) {
        String authorization = client.getKey().equals("none") ? "Bearer " + token : "";
        parties.tokenType = client.getKey().startsWith("DPoP") ? "DPoP" : "Bearer";
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
          send(client.getValue(), authorization);
        }
        if (turn >= 0) {
          double[][] cost = costs.get(client.getKey());
          cost[0][turn] = (System.nanoTime() - start) / 1e3 / requests;
          cost[1][turn] = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / requests;
        }
      }
    }
    double[][] none = costs.get("none");
    costs.forEach(
        (name, cost) ->
            System.out.println(
                name
                    + ": "
                    + summary(cost[0], none[0])
                    + " by the clock, "
                    + summary(cost[1], none[1])
                    + " of CPU time"));
  }

  private void send(HttpClient client, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    int status = client.send(request.build(), BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("got " + status);
    }
    if (parties.seen.size() > 50) {
      parties.seen.clear();
    }
  }

  private static String summary(double[] cost, double[] none) {
    double[] added = new double[cost.length];
    Arrays.setAll(added, i -> cost[i] - none[i]);
    return "%.0f us, %.1f more (%.1f to %.1f)"
        .formatted(quarter(cost, 2), quarter(added, 2), quarter(added, 1), quarter(added, 3));
  }

  private static double quarter(double[] values, int quarter) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length * quarter / 4];
  }

  /** Each user has an authorization of its own; store and connections are shared. */
  private void hold(int many) throws Exception {
    HttpClient shared = HttpClient.newHttpClient();
    MemoryCredentialStore store = new MemoryCredentialStore();
    List<Object> held = new ArrayList<>();
    for (int kind = 0; kind < 2; kind++) {
      boolean bound = kind == 1;
      parties.tokenType = bound ? "DPoP" : "Bearer";
      long before = heap();
      for (int i = 0; i < many; i++) {
        McpAuthorization authorization =
            builder("user" + kind + "-" + i)
                .credentials(store)
                .dpop(bound ? DpopUse.REQUIRED : DpopUse.OFF)
                .build();
        HttpClient client = authorization.httpClient(shared).build();
        send(client, "");
        held.add(client);
        parties.tokens.clear();
        parties.refreshTokens.clear();
      }
      System.out.printf(
          "a sign-in%s: %,d bytes of %,d%n",
          bound ? " with a key" : "", (heap() - before) / many, many);
    }
    if (held.size() != 2 * many) {
      throw new IllegalStateException();
    }
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
