package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.http.RawHttp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;

/** Requests that are refused for what they are, whoever sends them. */
public final class RequestRecipes {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String DOCUMENTS = "/.well-known/oauth-protected-resource";

  private RequestRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    edge(all);
    plain(all);
    callers(all);
    limits(all);
    all.put("request.not_set_up", RequestRecipes::withoutAsync);
    return all;
  }

  private static void edge(Map<String, Recipe> all) {
    all.put(
        "edge.host_not_allowed", post(call -> call.without("Host").header("Host", "evil.example")));
    all.put(
        "edge.origin_not_allowed",
        post(call -> call.header("Origin", "https://secretive.example")));
    all.put("edge.headers_too_large", post(call -> call.header("X", "x".repeat(70_000))));
    all.put("edge.body_too_large", post(call -> call.header("Content-Length", "5242880")));
    all.put("edge.malformed_content_length", post(call -> call.header("Content-Length", "5,5")));
    all.put("request.body_too_slow", SlowBodyRecipe::prepare);
  }

  private static void plain(Map<String, Recipe> all) {
    all.put("plain.document_method", send("POST", DOCUMENTS + "/mcp", call -> call));
    all.put("plain.document_unknown", send("GET", DOCUMENTS + "/none", call -> call));
    all.put("plain.description_hidden", RequestRecipes::described);
    all.put("plain.header_unreadable", post(call -> call.header("Content-Type", "a;b")));
    all.put(
        "plain.charset_unknown",
        traces -> {
          InProcess server =
              Fixture.start(traces.heardBy(Fixture.config()), UnknownCharsetTest.Texts.class);
          String token = traces.secret(token("/texts"));
          return () ->
              server
                  .call("POST", "/texts")
                  .bearer(token)
                  .body("text/plain;charset=nope", "a")
                  .send()
                  .status();
        });
  }

  private static void callers(Map<String, Recipe> all) {
    all.put("request.no_credentials", send("POST", "/mcp", call -> call));
    all.put(
        "request.malformed_credentials",
        post(call -> call.header("Authorization", "Bearer secretive7c1f")));
    all.put(
        "request.caller_denied",
        post(
            config ->
                config.principalMapper(
                    (claims, sender) -> {
                      throw new IllegalStateException("no user " + claims.get("jti"));
                    }),
            call -> call));
    all.put(
        "request.insufficient_scope",
        traces -> {
          InProcess server = Fixture.start(traces.heardBy(Fixture.config()), ShelfResource.class);
          String token = traces.secret(token("/shelf").scope("shelf:open"));
          return () -> server.call("GET", "/shelf").bearer(token).send().status();
        });
    all.put("request.insufficient_authentication", bank("/bank/age"));
    all.put("request.forbidden", unlocked());
  }

  private static void limits(Map<String, Recipe> all) {
    all.put(
        "request.too_many_requests",
        second(
            config -> config.rates(rates -> rates.withRequestsOfCaller(1, MINUTE)), call -> call));
    all.put(
        "request.rates_unavailable",
        post(
            config ->
                config.rates(
                    rates ->
                        rates
                            .withRequestsOfCaller(1, MINUTE)
                            .withRefusalInOutages()
                            .withLimiter(
                                (key, rate) -> {
                                  throw new IllegalStateException("down");
                                })),
            call -> call));
    all.put(
        "request.too_many_failures",
        second(
            config -> config.rates(rates -> rates.withFailuresOfNetwork(1, MINUTE)),
            call -> call.header("Authorization", "Bearer x")));
    all.put(
        "request.too_many_bodies",
        post(
            config -> config.callers(callers -> callers.with(Holding.REQUEST_BYTES, 100, 10_000)),
            call -> call.body("x/y", "Body7c1f".repeat(1_000))));
    all.put("request.bodies_at_limit", RequestRecipes::fullOfBodies);
  }

  private static Recipe post(UnaryOperator<Call> change) {
    return post(config -> config, change);
  }

  private static Recipe post(
      UnaryOperator<McpSecurityConfigBuilder> config, UnaryOperator<Call> change) {
    return traces -> {
      InProcess server =
          Fixture.start(traces.heardBy(config.apply(Fixture.config())), OpenNotes.class);
      traces.secret("secretive");
      traces.secret("Body7c1f");
      String token = traces.secret(token("/mcp"));
      return () -> change.apply(server.call("POST", "/mcp").bearer(token)).send().status();
    };
  }

  /** The first one is not refused, or for something else. */
  private static Recipe second(
      UnaryOperator<McpSecurityConfigBuilder> config, UnaryOperator<Call> change) {
    return traces -> {
      IntSupplier request = post(config, change).prepare(traces);
      int unused = request.getAsInt();
      return request;
    };
  }

  private static Recipe send(String method, String path, UnaryOperator<Call> change) {
    return traces -> {
      InProcess server = Fixture.start(traces.heardBy(Fixture.config()), OpenNotes.class);
      return () -> change.apply(server.call(method, path)).send().status();
    };
  }

  private static Recipe bank(String path) {
    return traces -> {
      InProcess server = Fixture.start(traces.heardBy(Fixture.config()), StepUpTest.Bank.class);
      String token = traces.secret(token("/bank").scope("bank"));
      return () -> server.call("GET", path).bearer(token).send().status();
    };
  }

  /** A protected class that nothing protected leads to. */
  private static Recipe unlocked() {
    return traces -> {
      InProcess server =
          Fixture.start(traces.heardBy(Fixture.config()), LocatorShapesTest.OpenParent.class);
      return () -> server.call("GET", "/open-parent/opaque").send().status();
    };
  }

  private static IntSupplier described(Traces traces) {
    InProcess server =
        Fixture.start(
            traces.heardBy(Fixture.config()),
            application -> application.register(DescriptionTest.describing()),
            OpenNotes.class);
    return () -> server.call("GET", "/application.wadl").send().status();
  }

  private static IntSupplier fullOfBodies(Traces traces) throws Exception {
    StartedSecurity security = new StartedSecurity();
    InProcess server =
        Fixture.start(
            traces.heardBy(Fixture.config().callers(callers -> callers.with(Holding.BODIES, 2, 2))),
            application -> application.register(security),
            OpenNotes.class);
    for (String other : new String[] {"one", "two"}) {
      traces.closing(
          security
              .get()
              .accounts()
              .take(new CallerKey("https://issuer.example", other, "app"), Holding.BODIES, 1));
    }
    String token = traces.secret(token("/mcp"));
    return () -> server.call("POST", "/mcp").bearer(token).body("x/y", "body").send().status();
  }

  private static IntSupplier withoutAsync(Traces traces) {
    ResourceConfig application =
        new ResourceConfig(AsyncSupportTest.Later.class)
            .register(
                McpSecurityFeature.create(
                    traces
                        .heardBy(Fixture.config())
                        .edge(edge -> edge.withAllowedHosts("127.0.0.1"))
                        .build()));
    Deployment server = traces.closing(Deployment.tomcat(application, "", ""));
    String token = traces.secret(token("/later"));
    return () -> {
      RawHttp.Raw answer = server.get("/later", token);
      return answer.status();
    };
  }
}
