package io.github.jerseymcp.provoked;

import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.event.AuditLog;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.metrics.MicrometerEvents;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a server leaves behind in events, metrics, logs and the audit log, and what must not be. */
public final class Traces implements SecurityEventListener, AutoCloseable {

  private static final int PART = 16;

  private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<SecurityEventListener> listeners =
      List.of(
          events::add,
          new MicrometerEvents(registry),
          AuditLog.create().withAccepted().withCalls());
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final long start = LogFile.size();
  private long begun = start;
  private int before;

  /** A configuration that tells these. */
  public McpSecurityConfigBuilder heardBy(McpSecurityConfigBuilder config) {
    return config.events(all -> all.withListener(this));
  }

  @Override
  public void on(SecurityEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  @Override
  public CallScope around(ObservedCall call) {
    return CallScope.NONE;
  }

  /** What nobody may find again: a token, a proof, a nonce, an argument. */
  public String secret(String text) {
    secrets.add(text);
    return text;
  }

  /** Signs a token that nobody may find again. */
  public String secret(TestToken token) {
    return secret(token.sign());
  }

  /** A client whose token and session nobody may find again. */
  public McpWire secret(McpWire client) {
    secret(client.headers().getOrDefault("Authorization", "").replace("Bearer ", ""));
    secret(client.session());
    return client;
  }

  /** Closes this at the end. */
  public <C extends AutoCloseable> C closing(C resource) {
    open.push(resource);
    return resource;
  }

  /** What was left behind by now does not count. */
  void begin() {
    begun = LogFile.size();
    before = events.size();
  }

  List<RequestRefused> refusals() {
    return events.subList(before, events.size()).stream()
        .filter(RequestRefused.class::isInstance)
        .map(RequestRefused.class::cast)
        .toList();
  }

  /** How many refusals the meters have counted in all. */
  double counted() {
    return registry.find("mcp.security.requests").tag("outcome", "refused").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  double counted(String cause) {
    return registry.find("mcp.security.requests").tag("cause", cause).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** The lines of a logger since the beginning. */
  List<String> lines(String logger) {
    return LogFile.from(begun).lines().filter(line -> line.contains(logger + " - ")).toList();
  }

  /** Everything, from the making of the server on. */
  String everything() {
    StringBuilder all = new StringBuilder(LogFile.from(start));
    events.forEach(event -> all.append(event).append('\n'));
    registry.getMeters().forEach(meter -> all.append(meter.getId()).append('\n'));
    return all.toString();
  }

  /** Every stretch of each secret, so that no cut of one passes. */
  Stream<String> partsOfSecrets() {
    return secrets.stream().filter(secret -> !secret.isBlank()).flatMap(Traces::parts);
  }

  /** The header of a JWT says nothing, and is the same in all. */
  private static Stream<String> parts(String secret) {
    List<String> parts = new ArrayList<>();
    int first = Math.max(0, secret.indexOf('.'));
    for (int i = first; i + PART <= secret.length(); i += PART) {
      parts.add(secret.substring(i, i + PART));
    }
    return parts.isEmpty() ? Stream.of(secret) : parts.stream();
  }

  @Override
  public void close() {
    for (AutoCloseable resource : open) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
