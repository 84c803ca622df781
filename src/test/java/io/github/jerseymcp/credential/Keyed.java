package io.github.jerseymcp.credential;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.event.RequestAccepted;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Keys that an application knows, and servers that take them beside tokens. */
final class Keyed implements AutoCloseable {

  static final String SHELF = Fixture.ORIGIN + "/shelf";
  static final String KEY = "key-7f3a91bb20cc";
  static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  final TestIssuer issuer = TestIssuer.start("ES256", time);
  final Map<String, VerifiedCredential> known = new ConcurrentHashMap<>();
  final AtomicInteger asked = new AtomicInteger();
  final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

  Keyed() {
    known.put(KEY, good());
  }

  static VerifiedCredential good() {
    return VerifiedCredential.of("build-7", LATER, SHELF, Fixture.ORIGIN + "/mcp")
        .withScopes(List.of("shelf:open", "read"))
        .withClient("ci");
  }

  Optional<VerifiedCredential> find(String credential) {
    asked.incrementAndGet();
    return Optional.ofNullable(known.get(credential));
  }

  AcceptedCredential inHeader() {
    return AcceptedCredential.verifiedBy("ci-keys", this::find).inHeader("X-API-Key");
  }

  AcceptedCredential inScheme() {
    return AcceptedCredential.verifiedBy("ci-keys", this::find).inScheme("ApiKey");
  }

  /** With an issuer of tokens. */
  InProcess start(AcceptedCredential... accepted) {
    return start(config -> config.issuer(issuer.issuer()), accepted);
  }

  InProcess start(UnaryOperator<McpSecurityConfigBuilder> change, AcceptedCredential... accepted) {
    return start(change, List.of(ShelfResource.class, OpenNotes.class), accepted);
  }

  InProcess start(
      UnaryOperator<McpSecurityConfigBuilder> change,
      List<Class<?>> resources,
      AcceptedCredential... accepted) {
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builder(Fixture.ORIGIN)
            .clock(time)
            .events(all -> all.withListener(events::add));
    for (AcceptedCredential credential : accepted) {
      config.credential(credential);
    }
    return Fixture.start(change.apply(config), resources.toArray(new Class<?>[0]));
  }

  JWKSet keys() {
    return new JWKSet(issuer.key().publicJwk());
  }

  String token() {
    return issuer.token().audience(SHELF).scope("shelf:open", "read").sign();
  }

  List<RequestAccepted> accepted() {
    return events.stream()
        .filter(RequestAccepted.class::isInstance)
        .map(RequestAccepted.class::cast)
        .toList();
  }

  @Override
  public void close() {
    issuer.close();
  }
}
