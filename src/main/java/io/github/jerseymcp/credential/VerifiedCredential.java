package io.github.jerseymcp.credential;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a credential names, and what it is good for. Immutable and thread-safe.
 *
 * @param subject the user or service; not blank, unique among the credentials of one name
 * @param client the program that the credential was given to, if that is known
 * @param scopes what it grants: scope tokens of RFC 6749 section 3.3
 * @param resources what it is good for: identifiers of protected resources, {@code
 *     https://mcp.example.com/mcp}, or what {@link AcceptedCredential#withAudiences} names; without
 *     any it is good for nothing
 * @param expiresAt its end, which ends what was opened with it too. Where there is none, name a
 *     moment at which the client may be asked to open its streams again
 * @param id what names the credential itself in {@code RevokedTokens}, and is no secret
 */
public record VerifiedCredential(
    String subject,
    Optional<String> client,
    Set<String> scopes,
    Set<String> resources,
    Instant expiresAt,
    Optional<String> id) {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if the subject is blank, or a scope is none
   */
  public VerifiedCredential {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(id, "id");
    if (subject.isBlank()) {
      throw new IllegalArgumentException("The subject of a credential must not be blank");
    }
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    resources = Collections.unmodifiableSet(new LinkedHashSet<>(resources));
    if (!scopes.stream().allMatch(VerifiedCredential::isScope)) {
      throw new IllegalArgumentException("A scope of a credential is no scope (RFC 6749 3.3)");
    }
  }

  /** A credential without scopes, client and name of its own. */
  public static VerifiedCredential of(String subject, Instant expiresAt, String... resources) {
    return new VerifiedCredential(
        subject,
        Optional.empty(),
        Set.of(),
        new LinkedHashSet<>(List.of(resources)),
        expiresAt,
        Optional.empty());
  }

  /** The same with these scopes. */
  public VerifiedCredential withScopes(Collection<String> granted) {
    return new VerifiedCredential(
        subject, client, new LinkedHashSet<>(granted), resources, expiresAt, id);
  }

  /** The same, given to this client. */
  public VerifiedCredential withClient(String name) {
    return new VerifiedCredential(subject, Optional.of(name), scopes, resources, expiresAt, id);
  }

  /** The same with this name of the credential itself. */
  public VerifiedCredential withId(String name) {
    return new VerifiedCredential(subject, client, scopes, resources, expiresAt, Optional.of(name));
  }

  private static boolean isScope(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != '\\');
  }

  @Override
  public String toString() {
    return "VerifiedCredential[redacted]";
  }
}
