package io.github.jerseymcp.introspection;

import static io.github.jerseymcp.server.Fixture.ORIGIN;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.TokenIntrospected;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** An issuer with opaque tokens, and a server that asks about them. */
final class Asked implements AutoCloseable {

  final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  final TestIssuer issuer = TestIssuer.start("ES256", time);
  final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

  /** The usual way to ask, with patience for a machine that is busy. */
  static Introspection bySecret() {
    return patient(Introspection.ofSecret("notes", "secret"));
  }

  static Introspection patient(Introspection how) {
    return how.withTimeout(Duration.ofSeconds(20));
  }

  InProcess start(Introspection how) {
    return start(how, config -> config);
  }

  InProcess start(Introspection how, UnaryOperator<McpSecurityConfigBuilder> change) {
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builder(ORIGIN)
            .clock(time)
            .issuer(TrustedIssuer.of(issuer.issuer()).withIntrospection(how))
            .events(listeners -> listeners.withListener(events::add));
    return Fixture.start(change.apply(config), ShelfResource.class, OpenNotes.class);
  }

  TestToken token() {
    return issuer
        .token()
        .audience(ORIGIN + "/shelf")
        .scope("shelf:open", "read")
        .claim("exp", 4_000_000_000L);
  }

  String opaque() {
    return issuer.opaque(token());
  }

  static Answer get(InProcess server, String token) {
    return server.call("GET", "/shelf").bearer(token).send();
  }

  static int status(InProcess server, String token) {
    return get(server, token).status();
  }

  List<TokenIntrospected.Answer> answers() {
    return events.stream()
        .filter(TokenIntrospected.class::isInstance)
        .map(event -> ((TokenIntrospected) event).answer())
        .toList();
  }

  List<String> causes() {
    return events.stream()
        .filter(RequestRefused.class::isInstance)
        .map(event -> ((RequestRefused) event).cause().code())
        .toList();
  }

  /** Many requests at once. */
  static List<Integer> atOnce(List<Callable<Integer>> requests) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(requests.size());
    try {
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : clients.invokeAll(requests)) {
        statuses.add(answer.get());
      }
      return statuses;
    } finally {
      clients.shutdownNow();
    }
  }

  @Override
  public void close() {
    issuer.close();
  }
}
