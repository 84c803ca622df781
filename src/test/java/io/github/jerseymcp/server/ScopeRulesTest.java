package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scopes suffice, and what a challenge names when they do not. */
class ScopeRulesTest {

  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config()
              .scopes(scopes -> scopes.withImplied("admin", "write", "super"))
              .scopes(scopes -> scopes.withImplied("write", "read"))
              .scopes(scopes -> scopes.withImplied("super", "admin")),
          application -> application.register(RolesAllowedDynamicFeature.class),
          Notes.class);
  private static final InProcess WILDCARDS =
      Fixture.start(Fixture.config().scopes(scopes -> scopes.withWildcards()), Wild.class);

  @Path("/notes")
  @McpProtected(scopes = "base")
  public static class Notes {
    @GET
    @Path("read")
    @RequiresScopes("read")
    public String read() {
      return "done";
    }

    @GET
    @Path("both")
    @RequiresScopes({"read", "more"})
    public String both() {
      return "done";
    }

    @GET
    @Path("either")
    @RequiresScopes({"x", "y"})
    @RequiresScopes("z")
    public String either() {
      return "done";
    }

    @GET
    @Path("thrown")
    @RequiresScopes("read")
    public String thrown() {
      throw new InsufficientScopeException("thrown", "twice");
    }

    @GET
    @Path("thrown-later")
    @RequiresScopes("read")
    public CompletionStage<String> thrownLater() {
      return CompletableFuture.supplyAsync(
          () -> {
            throw new InsufficientScopeException("thrown", "twice");
          },
          CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
    }

    @GET
    @Path("thrown-before")
    @RequiresScopes("read")
    public CompletionStage<String> thrownBefore() {
      return CompletableFuture.failedFuture(new InsufficientScopeException("thrown", "twice"));
    }

    @Path("thrown-by-locator")
    public Object locate() {
      throw new InsufficientScopeException("thrown");
    }

    @GET
    @Path("role")
    @RolesAllowed("scope:write")
    public String role() {
      return "done";
    }

    @GET
    @Path("denied")
    @DenyAll
    public String denied() {
      return "done";
    }
  }

  @Path("/wild")
  @McpProtected
  public static class Wild {
    @GET
    @RequiresScopes("notes:write")
    public String get() {
      return "done";
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({
    "read, base read, ",
    "read, base write, ",
    "read, base admin, ",
    "read, base super, ",
    "read, read, base read",
    "read, base READ, base read",
    "read, base read2, base read",
    "read, base *, base read",
    "read, base notes:*, base read",
    "both, base read more, ",
    "both, base admin more, ",
    "both, base read, base read more",
    "both, base, base read more",
    "either, base z, ",
    "either, base x y, ",
    "either, base x, base x y",
    "either, base, base z",
    "thrown, base read, base read thrown twice",
    "thrown, base admin, base read thrown twice",
    "thrown, base, base read",
    "thrown-later, base read, base read thrown twice",
    "thrown-before, base read, base read thrown twice",
    "thrown-by-locator, base, base thrown",
  })
  void namesEveryScopeOfTheOperationInOneChallenge(String path, String granted, String challenged) {
    Answer answer = call(SERVER, "/notes", "/notes/" + path, granted);
    if (challenged == null) {
      assertThat(answer.body()).isEqualTo("done");
    } else {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.all("WWW-Authenticate")).hasSize(1);
      assertThat(answer.challenge()).startsWith("Bearer error=\"insufficient_scope\"");
      assertThat(Shape.scopesOf(answer)).isEqualTo(Shape.set(challenged));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "notes:write, 200",
    "notes:*, 200",
    "notes:read, 403",
    "*, 403",
    ":*, 403",
    "note*, 403",
    "notes*, 403",
    "notes:w*, 403",
    "notes:write:*, 403",
  })
  void wildcardsGrantWhatBeginsWithThemIfSwitchedOn(String granted, int status) {
    assertThat(call(WILDCARDS, "/wild", "/wild", granted).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "role, base write, 200",
    "role, base admin, 200",
    "role, base, 403",
    "denied, base admin, 403"
  })
  void aScopeIsARole(String path, String granted, int status) {
    assertThat(call(SERVER, "/notes", "/notes/" + path, granted).status()).isEqualTo(status);
  }

  @Path("/narrow")
  @McpProtected(issuers = "https://narrow.example/tenant")
  public static class Narrow {
    @GET
    public String get() {
      return "done";
    }
  }

  @Test
  void aResourceTrustsOnlyTheIssuersThatItNames() {
    InProcess server =
        Fixture.start(
            Fixture.config().issuer("https://narrow.example/tenant"), Narrow.class, Wild.class);
    String document = "/.well-known/oauth-protected-resource";

    assertThat(call(server, "/narrow", "/narrow", "").status()).isEqualTo(401);
    assertThat(call(server, "/wild", "/wild", "notes:write").status()).isEqualTo(200);
    assertThat(server.call("GET", document + "/narrow").send().body())
        .contains("\"authorization_servers\":[\"https://narrow.example/tenant\"]");
    assertThat(server.call("GET", document + "/wild").send().body())
        .contains(Fixture.ISSUER.issuer(), "https://narrow.example/tenant");
  }

  @Test
  void aTokenOfTheIssuerThatIsNamedIsAccepted() {
    try (TestIssuer other = TestIssuer.start()) {
      InProcess server = Fixture.start(Fixture.config().issuer(other.issuer()), Wild.class);
      String token = other.token().audience(Fixture.ORIGIN + "/wild").scope("notes:write").sign();
      assertThat(server.call("GET", "/wild").bearer(token).send().status()).isEqualTo(200);
    }
  }

  private static Answer call(InProcess server, String resource, String path, String granted) {
    return server.call("GET", path).bearer(Fixture.token(resource).scope(granted).sign()).send();
  }
}
