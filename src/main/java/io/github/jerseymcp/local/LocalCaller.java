package io.github.jerseymcp.local;

import static java.util.Objects.requireNonNull;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A caller that the application itself vouches for: a part of it, or the user whose process it is.
 * There is no token; scopes are those that it is given here. Immutable and thread-safe.
 */
public final class LocalCaller implements McpPrincipal {

  /** The issuer of callers that nobody but this process knows. */
  public static final String ISSUER = "urn:jersey-mcp:local";

  /** The last second of the year 9999. */
  private static final long NEVER = 253_402_300_799L;

  private final String issuer;
  private final String subject;
  private final Set<String> scopes;
  private final long end;

  private LocalCaller(String issuer, String subject, Set<String> scopes, long end) {
    this.issuer = issuer;
    this.subject = subject;
    this.scopes = scopes;
    this.end = end;
  }

  /**
   * A caller with these scopes, for as long as the process runs.
   *
   * @throws IllegalArgumentException if there is no subject
   */
  public static LocalCaller of(String subject, String... scopes) {
    if (subject.isBlank()) {
      throw new IllegalArgumentException("A caller needs a subject");
    }
    return new LocalCaller(
        ISSUER, subject, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(scopes))), NEVER);
  }

  /** The owner of this process, with these scopes. */
  public static LocalCaller ownerOfProcess(String... scopes) {
    String owner = System.getProperty("user.name");
    return of(owner == null || owner.isBlank() ? "owner" : owner, scopes);
  }

  /** The same until then: what is under way is ended, and what comes later is refused. */
  public LocalCaller until(Instant instant) {
    return new LocalCaller(issuer, subject, scopes, instant.getEpochSecond());
  }

  /** The same as a user of an issuer, whose notes, limits and sessions are then shared. */
  public LocalCaller ofIssuer(String name) {
    return new LocalCaller(requireNonNull(name, "issuer"), subject, scopes, end);
  }

  @Override
  public String subject() {
    return subject;
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public Optional<String> clientId() {
    return Optional.empty();
  }

  @Override
  public Set<String> scopes() {
    return scopes;
  }

  /** Whether it was given this scope; a connection knows what scopes imply as well. */
  @Override
  public boolean hasScope(String scope) {
    return scopes.contains(scope);
  }

  @Override
  public Map<String, Object> claims() {
    return Map.of("iss", issuer, "sub", subject, "exp", end);
  }

  @Override
  public Sender sender() {
    return Sender.bearer();
  }

  @Override
  public <T> T user(Class<T> type) {
    throw new IllegalStateException("No PrincipalMapper is asked about a local caller");
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }

  @Override
  public String toString() {
    return "LocalCaller[redacted]";
  }
}
