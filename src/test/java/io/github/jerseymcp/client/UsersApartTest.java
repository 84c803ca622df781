package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.store.FileCredentialStore;
import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.seal.ClusterSecret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of one process and one store, all at once: negative case 28. */
@Tag("once")
@Timeout(120)
class UsersApartTest {

  private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");
  private static final int THREADS = 3;
  private static final int REQUESTS = 15;

  @TempDir private Path parent;

  private final TestParties parties = new TestParties();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    parties.close();
    threads.shutdownNow();
  }

  /** Tokens are refused at any moment, so that all sign in and renew while others do so. */
  @Test
  void crossNeverWhileAllOfThemSignInAndRenewCase28() throws Exception {
    parties.tokenType = "DPoP";
    parties.serverNonce = () -> parties.seen.size() < 300 ? "early" : "late";
    CredentialStore store =
        new FileCredentialStore(parent.resolve("store"), ClusterSecret.ofSingleNode());
    List<Future<Void>> all = new ArrayList<>();
    Map<String, HttpClient> clients = new HashMap<>();
    USERS.forEach(user -> clients.put(user, of(user, store)));
    clients.put("mallory", of("mallory", store));
    for (Map.Entry<String, HttpClient> client : clients.entrySet()) {
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> work(client.getKey(), client.getValue())));
      }
    }
    for (Future<Void> one : all) {
      one.get();
    }

    Map<String, Set<String>> users = new HashMap<>();
    Map<String, Set<String>> keys = new HashMap<>();
    for (TestParties.Seen seen : parties.seen("POST /mcp")) {
      String user = seen.field("X-user");
      String token = seen.field("Authorization");
      if (!token.isEmpty()) {
        users.computeIfAbsent(token, any -> new HashSet<>()).add(user);
        keys.computeIfAbsent(user, any -> new HashSet<>()).add(key(seen));
      }
    }
    assertThat(users).as("several tokens each").hasSizeGreaterThan(2 * USERS.size());
    assertThat(users.values()).as("each of one user").allMatch(of -> of.size() == 1);
    assertThat(keys.keySet()).as("whose no was no").containsExactlyInAnyOrderElementsOf(USERS);
    assertThat(keys.values()).allMatch(of -> of.size() == 1).doesNotHaveDuplicates();
    assertThat(parties.seen("GET /authorize"))
        .as("a new token that is refused at once is worth one more sign-in")
        .hasSizeBetween(USERS.size(), 2 * USERS.size());
    for (String user : USERS) {
      assertThat(store.read(new CredentialKey(user, parties.server())).orElseThrow().value())
          .as("what is kept of " + user + " is of no other")
          .satisfies(
              kept ->
                  assertThat(users.entrySet().stream().filter(of -> !of.getValue().contains(user)))
                      .noneMatch(of -> kept.contains(of.getKey().replace("DPoP ", "") + "\"")));
    }
    assertThat(store.read(new CredentialKey("mallory", parties.server()))).isEmpty();
  }

  private HttpClient of(String user, CredentialStore store) {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"))
        .user(user)
        .credentials(store)
        .trust(question -> !question.user().equals("mallory"))
        .header("X-User", () -> user)
        .dpop(DpopUse.REQUIRED)
        .build()
        .httpClient()
        .build();
  }

  private Void work(String user, HttpClient client) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    for (int i = 0; i < REQUESTS; i++) {
      try {
        int status = client.send(request, BodyHandlers.ofString()).statusCode();
        // A token may be refused as soon as it is there; without trust there is none.
        assertThat(status == 401 || !user.equals("mallory")).as(user + " got " + status).isTrue();
      } catch (AuthorizationFailedException e) {
        assertThat(user).isEqualTo("mallory");
        assertThat(e.fault()).isEqualTo(AuthorizationFault.SERVER_NOT_TRUSTED);
        return null;
      }
      if (i % 5 == 4) {
        parties.tokens.clear();
      }
    }
    return null;
  }

  private static String key(TestParties.Seen seen) {
    try {
      return SignedJWT.parse(seen.field("Dpop"))
          .getHeader()
          .getJWK()
          .computeThumbprint()
          .toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
