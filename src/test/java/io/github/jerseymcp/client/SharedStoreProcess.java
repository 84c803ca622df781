package io.github.jerseymcp.client;

import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.store.FileCredentialStore;
import io.github.jerseymcp.seal.ClusterSecret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process with a store that others have as well: it makes requests, and says how they went. */
public final class SharedStoreProcess {

  /** How many requests each process makes at once. */
  static final int REQUESTS = 50;

  private SharedStoreProcess() {}

  /** Takes the directory and the address of the server. */
  public static void main(String[] arguments) {
    HttpClient client =
        builder(
                arguments[1],
                Grant.authorizationCode(URI.create("https://app.example.com/callback")),
                Path.of(arguments[0]))
            .build()
            .httpClient()
            .build();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      all.add(
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(arguments[1]))
                  .POST(BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.ofString()));
    }
    long served = all.stream().filter(one -> one.join().statusCode() == 200).count();
    System.out.println("served " + served);
    System.exit(0);
  }

  static McpAuthorizationBuilder builder(String server, Grant grant, Path directory) {
    return McpAuthorization.builder(server, grant)
        .user("alice")
        .registrations(Registration.dynamic("Test"))
        .credentials(new FileCredentialStore(directory, ClusterSecret.shared(new byte[32])));
  }
}
