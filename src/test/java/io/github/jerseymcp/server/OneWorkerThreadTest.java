package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.testsupport.http.RawHttp;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers whose requests share one worker thread (CVE-2026-5795, CVE-2025-1247). */
class OneWorkerThreadTest {

  private static final BlockingQueue<AsyncResponse> WAITING = new LinkedBlockingQueue<>();
  private static HttpServer server;
  private static RawHttp http;

  @Path("/mcp")
  @McpProtected
  public static class Mcp {
    @Context McpPrincipal caller;

    @GET
    public String get() {
      return body();
    }

    @GET
    @Path("wait")
    public void await(@Suspended AsyncResponse response) {
      WAITING.add(response);
    }

    @GET
    @Path("open")
    @McpPublic
    public String open() {
      return body();
    }

    private String body() {
      return "subject " + subjectOr(caller) + " on " + Thread.currentThread().getName();
    }
  }

  /** Runs on whatever thread resumes a request. */
  static class NamesCaller implements ContainerResponseFilter {
    @Context McpPrincipal caller;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      response.getHeaders().putSingle("X-Caller", "<" + subjectOr(caller) + ">");
    }
  }

  private static String subjectOr(McpPrincipal caller) {
    try {
      return caller.subject();
    } catch (IllegalStateException e) {
      return "nobody";
    }
  }

  @BeforeAll
  static void start() throws IOException {
    ResourceConfig application = new ResourceConfig(Mcp.class);
    application.register(new NamesCaller());
    application.register(McpSecurityFeature.create(Fixture.config().build()));
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/"), application, false);
    server
        .getListener("grizzly")
        .getTransport()
        .setWorkerThreadPoolConfig(
            ThreadPoolConfig.defaultConfig().setCorePoolSize(1).setMaxPoolSize(1));
    server.start();
    http = new RawHttp(server.getListener("grizzly").getPort());
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
  }

  @Test
  void requestsThatFollowEachOtherLeaveNothingBehind() {
    String thread = null;
    for (String name : new String[] {"alice", "bob", "alice"}) {
      String body = http.get("/mcp", token(name)).body();
      assertThat(body).contains("subject " + name + " on ");
      String here = body.substring(body.indexOf(" on "));
      assertThat(here).isEqualTo(thread == null ? here : thread);
      thread = here;
      assertThat(http.get("/mcp").status()).isEqualTo(401);
      assertThat(http.get("/mcp/open").body()).contains("subject nobody on ");
    }
  }

  @Test
  void aRequestThatIsResumedElsewhereIsStillThatOfItsCaller() throws Exception {
    CompletableFuture<RawHttp.Raw> alice = waitAs("alice");
    AsyncResponse ofAlice = WAITING.poll(30, TimeUnit.SECONDS);
    CompletableFuture<RawHttp.Raw> bob = waitAs("bob");
    AsyncResponse ofBob = WAITING.poll(30, TimeUnit.SECONDS);
    assertThat(http.get("/mcp", token("carol")).body()).contains("subject carol");

    Thread resuming = new Thread(() -> ofBob.resume("for bob"));
    resuming.start();
    assertThat(bob.get(30, TimeUnit.SECONDS).text()).contains("X-Caller: <bob>", "for bob");
    assertThat(http.get("/mcp", token("carol")).text()).contains("X-Caller: <carol>");
    ofAlice.resume("for alice");
    assertThat(alice.get(30, TimeUnit.SECONDS).text()).contains("X-Caller: <alice>", "for alice");
    resuming.join();
  }

  private static CompletableFuture<RawHttp.Raw> waitAs(String name) {
    // The common pool may have one thread only, which the first of them would hold.
    return CompletableFuture.supplyAsync(
        () -> http.get("/mcp/wait", token(name)), call -> new Thread(call).start());
  }

  private static String token(String name) {
    return Fixture.token("/mcp").subject(name).sign();
  }
}
