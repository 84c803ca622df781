package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes of locators are checked before these run, however many alternatives there are. */
class LocatorScopesTest {

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final InProcess SERVER = Fixture.start(Parent.class);

  @Path("/parent")
  @McpProtected(scopes = "base")
  public static class Parent {

    @Path("admin/{id}")
    @RequiresScopes("admin")
    public Child admin() {
      RUNS.incrementAndGet();
      return new Child();
    }

    @Path("plain")
    public Child plain() {
      RUNS.incrementAndGet();
      return new Child();
    }

    @Path("missing")
    @RequiresScopes("admin")
    public Child missing() {
      RUNS.incrementAndGet();
      throw new NotFoundException();
    }

    @Path("opaque")
    @RequiresScopes("admin")
    public Object opaque() {
      RUNS.incrementAndGet();
      return new Child();
    }

    @Path("many")
    @RequiresScopes("x")
    @RequiresScopes("y")
    public Many many() {
      return new Many();
    }

    @Path("many-opaque")
    @RequiresScopes("x")
    @RequiresScopes("y")
    public Object manyOpaque() {
      return new Many();
    }
  }

  public static class Child {

    @GET
    @RequiresScopes("child")
    public String get() {
      return "child";
    }

    @Path("deeper")
    @RequiresScopes("deep")
    public Child deeper() {
      RUNS.incrementAndGet();
      return this;
    }
  }

  /** Seven times nine alternatives are as many as fit on one method. */
  @RequiresScopes("c1")
  @RequiresScopes("c2")
  @RequiresScopes("c3")
  @RequiresScopes("c4")
  @RequiresScopes("c5")
  @RequiresScopes("c6")
  @RequiresScopes("c7")
  public static class Many {

    @GET
    @RequiresScopes("m1")
    @RequiresScopes("m2")
    @RequiresScopes("m3")
    @RequiresScopes("m4")
    @RequiresScopes("m5")
    @RequiresScopes("m6")
    @RequiresScopes("m7")
    @RequiresScopes("m8")
    @RequiresScopes("m9")
    public String get() {
      return "many";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/parent/admin/1",
        "/parent/admin/1/deeper",
        "/parent/admin/1/unknown",
        "/parent/admin;a=b/1",
        "/parent/missing",
        "/parent/missing/deeper",
        "/parent/opaque",
        "/parent/opaque/deeper"
      })
  void runsNoLocatorWhoseScopesAreMissingF11(String path) {
    for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
      int before = RUNS.get();
      assertThat(send(method, path, "base").status()).isEqualTo(403);
      assertThat(RUNS).hasValue(before);
    }
  }

  @Test
  void runsNoLocatorWhereScopesOfTheResourceAreMissingF11() {
    int before = RUNS.get();
    assertThat(send("GET", "/parent/plain", "other").status()).isEqualTo(403);
    assertThat(RUNS).hasValue(before);
    assertThat(send("GET", "/parent/plain", "base child").body()).isEqualTo("child");
  }

  @Test
  void runsNoLocatorBehindAnotherWhoseScopesAreMissingF11() {
    int before = RUNS.get();
    assertThat(send("GET", "/parent/admin/1/deeper", "base admin").status()).isEqualTo(403);
    assertThat(RUNS).hasValue(before);
  }

  @Test
  void asksAtOnceForAllThatIsKnownF11() {
    assertThat(send("GET", "/parent/admin/1", "base").challenge())
        .contains("scope=\"base admin child\"");
    assertThat(send("GET", "/parent/admin/1", "base admin child").body()).isEqualTo("child");
    assertThat(send("GET", "/parent/missing", "base admin child").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/parent/many", "/parent/many-opaque"})
  void takesAnyNumberOfAlternativesOnTheWayF12(String path) {
    assertThat(send("GET", path, "base y c7 m9").body()).isEqualTo("many");
    assertThat(send("GET", path, "base c7 m9").status()).isEqualTo(403);
    assertThat(send("GET", path, "base y m9").status()).isEqualTo(403);
    assertThat(send("GET", path, "base y c7").status()).isEqualTo(403);
  }

  private static Answer send(String method, String path, String scopes) {
    return SERVER.call(method, path).bearer(Fixture.token("/parent").scope(scopes).sign()).send();
  }
}
