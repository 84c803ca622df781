package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request to a resource of some shape, and what protects it.
 *
 * @param name the shape
 * @param server the application
 * @param method the HTTP method
 * @param path the path of the request
 * @param resource the concrete path of the protected resource
 * @param scopes the scopes that are needed, separated by spaces
 */
record Shape(
    String name, InProcess server, String method, String path, String resource, String scopes) {

  /** Anonymous 401 and nothing runs; without a scope 403; for another resource 401; good 200. */
  void isProtected() {
    isProtected(true);
  }

  /**
   * The same.
   *
   * @param known whether the start knows all scopes; else a challenge may name them in two steps
   */
  void isProtected(boolean known) {
    int before = ApplicationCode.COUNT.get();
    Answer anonymous = call().send();
    assertThat(anonymous.status()).as("anonymous").isEqualTo(401);
    assertThat(anonymous.challenge())
        .startsWith("Bearer ")
        .doesNotContain("error")
        .contains(
            "resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource"
                + resource
                + "\"");
    assertThat(bearer("/another", scopes).status()).as("another audience").isEqualTo(401);
    assertThat(ApplicationCode.COUNT).as("code that ran for strangers").hasValue(before);

    for (String missing : set(scopes)) {
      if (!missing.isEmpty()) {
        Answer refused = bearer(resource, (" " + scopes + " ").replace(" " + missing + " ", " "));
        assertThat(refused.status()).as("without " + missing).isEqualTo(403);
        assertThat(refused.challenge()).contains("error=\"insufficient_scope\"");
        assertThat(scopesOf(refused))
            .as("without " + missing)
            .contains(missing)
            .isSubsetOf(set(scopes))
            .hasSizeGreaterThanOrEqualTo(known ? set(scopes).size() : 1);
      }
    }
    Answer good = bearer(resource, scopes);
    assertThat(good.status()).as("good token").isEqualTo(200);
    assertThat(good.body()).isEqualTo(method.equals("HEAD") ? "" : "alice");
  }

  Answer bearer(String audience, String granted) {
    return call().bearer(Fixture.token(audience).scope(granted.strip()).sign()).send();
  }

  private Call call() {
    return server.call(method, path);
  }

  static Set<String> scopesOf(Answer answer) {
    String challenge = answer.challenge();
    int start = challenge.indexOf(" scope=\"") + 8;
    return set(challenge.substring(start, challenge.indexOf('"', start)));
  }

  static Set<String> set(String scopes) {
    return new TreeSet<>(List.of(scopes.split(" ", -1)));
  }

  @Override
  public String toString() {
    return name;
  }
}
