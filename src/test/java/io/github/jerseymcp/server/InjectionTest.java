package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.testing.InProcess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The caller that is injected is the caller of the request, wherever he is kept (CVE-2026-5795).
 */
class InjectionTest {

  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config(),
          application -> application.register(new Instance()),
          PerRequest.class,
          Single.class);

  abstract static class Ways {
    final McpPrincipal ofConstructor;
    @Context McpPrincipal ofField;
    @Inject McpPrincipal ofInjectedField;
    private McpPrincipal ofSetter;

    Ways(McpPrincipal caller) {
      this.ofConstructor = caller;
    }

    McpPrincipal ofSetter() {
      return ofSetter;
    }

    void keep(McpPrincipal caller) {
      ofSetter = caller;
    }

    static String all(McpPrincipal... callers) {
      List<String> subjects = new ArrayList<>();
      for (McpPrincipal caller : callers) {
        subjects.add(caller.subject());
      }
      return String.join(" ", subjects);
    }
  }

  @Path("/per-request")
  @McpProtected
  public static class PerRequest extends Ways {
    public PerRequest(@Context McpPrincipal caller) {
      super(caller);
    }

    @Context
    public void setCaller(McpPrincipal caller) {
      keep(caller);
    }

    @GET
    public String get(@Context McpPrincipal ofParameter, @Context SecurityContext security) {
      return all(ofConstructor, ofField, ofInjectedField, ofSetter(), ofParameter)
          + " "
          + security.getUserPrincipal().getName();
    }
  }

  @Path("/singleton")
  @Singleton
  @McpProtected
  public static class Single extends Ways {
    @Inject
    public Single(McpPrincipal caller) {
      super(caller);
    }

    @Context
    public void setCaller(McpPrincipal caller) {
      keep(caller);
    }

    @GET
    public String get(@Context McpPrincipal ofParameter, @Context SecurityContext security) {
      return all(ofConstructor, ofField, ofInjectedField, ofSetter(), ofParameter)
          + " "
          + security.getUserPrincipal().getName();
    }
  }

  @Path("/instance")
  @McpProtected
  public static class Instance {
    @Context McpPrincipal ofField;

    @GET
    public String get(@Context McpPrincipal a, @Context SecurityContext security) {
      return Ways.all(ofField, ofField, ofField, a, a)
          + " "
          + security.getUserPrincipal().getName();
    }

    @GET
    @Path("claims")
    public String claims() {
      return String.join(
          " ",
          ofField.getName(),
          ofField.clientId().orElse(""),
          ofField.sender().binding().name(),
          ofField.scopes().toString(),
          String.valueOf(ofField.claims().get("sub")),
          String.valueOf(ofField.issuer().equals(Fixture.ISSUER.issuer())));
    }

    @GET
    @Path("async")
    public void async(@Suspended AsyncResponse response) {
      McpPrincipal snapshot = ofField.snapshot();
      new Thread(() -> response.resume(snapshot.subject())).start();
    }

    @GET
    @Path("elsewhere")
    public void elsewhere(@Suspended AsyncResponse response) {
      new Thread(() -> response.resume(refusalOf(ofField::subject))).start();
    }

    @GET
    @Path("public")
    @McpPublic
    public String open(@Context SecurityContext security) {
      return refusalOf(ofField::subject) + (security.getUserPrincipal() == null);
    }

    @GET
    @Path("user")
    public String user() {
      return refusalOf(() -> ofField.user(String.class));
    }

    private static String refusalOf(Callable<String> call) {
      try {
        return call.call();
      } catch (Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/per-request", "/singleton", "/instance"})
  void injectsTheCallerEverywhere(String path) {
    for (String name : List.of("alice", "bob", "carol")) {
      assertThat(get(path, path, name)).isEqualTo((name + " ").repeat(6).strip());
    }
  }

  @ParameterizedTest
  @CsvSource({"/per-request", "/singleton", "/instance"})
  void neverCrossesCallersInParallel(String path) throws Exception {
    int callers = 64;
    int rounds = 10;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    CyclicBarrier start = new CyclicBarrier(callers);
    try {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        String name = "caller-" + i;
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return IntStream.range(0, rounds).mapToObj(r -> get(path, path, name)).toList();
                }));
      }
      for (int i = 0; i < callers; i++) {
        String expected = ("caller-" + i + " ").repeat(6).strip();
        assertThat(answers.get(i).get()).hasSize(rounds).containsOnly(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSnapshotGoesToAnotherThread() {
    assertThat(get("/instance", "/instance/async", "bob")).isEqualTo("bob");
  }

  @Test
  void saysClearlyThatThereIsNoRequest() {
    assertThat(get("/instance", "/instance/elsewhere", "bob"))
        .startsWith("IllegalStateException: There is no request on this thread")
        .contains("snapshot()");
  }

  @Test
  void saysClearlyThatNobodyIsVerified() {
    assertThat(SERVER.call("GET", "/instance/public").send().body())
        .isEqualTo("IllegalStateException: The caller of this request is not verifiedtrue");
    assertThat(get("/instance", "/instance/public", "bob"))
        .isEqualTo("IllegalStateException: The caller of this request is not verifiedtrue");
  }

  @Test
  void saysClearlyThatThereIsNoMapper() {
    assertThat(get("/instance", "/instance/user", "bob"))
        .isEqualTo("IllegalStateException: No PrincipalMapper is configured");
  }

  @Test
  void givesWhatTheTokenSays() {
    assertThat(get("/instance", "/instance/claims", "bob"))
        .isEqualTo("bob test-client BEARER [a] bob true");
  }

  private static String get(String resource, String path, String name) {
    return SERVER
        .call("GET", path)
        .bearer(Fixture.token(resource).subject(name).scope("a").sign())
        .send()
        .body();
  }
}
