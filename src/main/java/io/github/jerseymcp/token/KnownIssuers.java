package io.github.jerseymcp.token;

import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.introspection.ObservedQuestions;
import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All issuers that may be trusted. The configuration comes first: by its exact identifiers, then by
 * its patterns. A source is asked only about others, and what it gives under an identifier of the
 * configuration is what the configuration says. Thread-safe.
 */
final class KnownIssuers {

  private final Map<String, IssuerVerifier> verifiers = new LinkedHashMap<>();
  private final Map<IssuerPattern, IssuerVerifier> patterns = new LinkedHashMap<>();
  private final Map<String, OpaqueTokens> asked = new LinkedHashMap<>();
  private final Map<String, ObservedKeys> keys = new LinkedHashMap<>();
  private final Map<String, ObservedQuestions> questions = new LinkedHashMap<>();
  private final IssuerSource source;

  KnownIssuers(Collection<TrustedIssuer> configured, IssuerParts parts, IssuerSource source) {
    this.source = source;
    configured.forEach(issuer -> add(issuer.settings(), parts));
  }

  private void add(IssuerSettings issuer, IssuerParts parts) {
    String name = issuer.issuer();
    IssuerKeys own = parts.keys(issuer);
    IssuerVerifier verifier = parts.verifier(issuer, own);
    if (issuer.pattern().isPresent()) {
      patterns.put(issuer.pattern().get(), verifier);
    } else {
      verifiers.put(name, verifier);
    }
    Introspection how = issuer.introspection().orElse(null);
    if (how == null || how.needsKeys()) {
      keys.put(name, own);
    }
    if (how != null) {
      OpaqueTokens opaque = parts.opaque(issuer, how, verifier);
      asked.put(name, opaque);
      questions.put(name, opaque.questions());
    }
  }

  /**
   * What verifies the tokens that name an issuer.
   *
   * @throws InvalidTokenException if it is not trusted
   */
  IssuerVerifier verifier(String name, IssuerTrust trust) throws InvalidTokenException {
    IssuerVerifier found =
        trust.tenant().isPresent() ? ofTenant(name, trust.tenant().get()) : ofName(name, trust);
    if (found == null) {
      throw new InvalidTokenException(TokenFault.UNKNOWN_ISSUER);
    }
    return found;
  }

  private @Nullable IssuerVerifier ofName(String name, IssuerTrust trust) {
    IssuerVerifier configured = configured(name);
    if (configured != null) {
      return trust.configured().contains(configured.identifier()) ? configured : null;
    }
    LiveIssuer given = trust.resolved() ? source.ofToken(name) : null;
    return given == null ? null : given.verifier();
  }

  private @Nullable IssuerVerifier ofTenant(String name, String tenant) {
    LiveIssuer given = source.ofTenant(tenant);
    boolean named = given != null && given.issuer().issuer().equals(name);
    // What the application verifies is no issuer of tokens, whatever a resolver says.
    if (given == null || !named || verifiedByApplication(name) != null) {
      return null;
    }
    IssuerVerifier configured = configured(name);
    return configured == null ? given.verifier() : configured;
  }

  private @Nullable IssuerVerifier configured(String name) {
    IssuerVerifier exact = verifiers.get(name);
    if (exact != null || patterns.isEmpty()) {
      return exact;
    }
    for (Map.Entry<IssuerPattern, IssuerVerifier> pattern : patterns.entrySet()) {
      if (pattern.getKey().matches(name)) {
        return pattern.getValue();
      }
    }
    return null;
  }

  /** Whether an issuer of the configuration has signed this. */
  boolean hasSigned(String name, CompactJws jws) {
    IssuerVerifier known = verifiers.get(name);
    return known != null && known.hasSigned(jws);
  }

  /** The issuer that an opaque token is believed to be of: the one that may have some. */
  @Nullable OpaqueTokens askedAbout(PresentedToken token, Set<String> trusted, int maximumLength)
      throws MalformedJoseException {
    for (OpaqueTokens opaque : asked.values()) {
      if (trusted.contains(opaque.issuer())) {
        return opaque.isOpaque(token, maximumLength) ? opaque : null;
      }
    }
    return null;
  }

  /** The application, where it verifies whatever stands for an issuer; null if it does not. */
  @Nullable OpaqueTokens verifiedByApplication(String name) {
    OpaqueTokens opaque = asked.get(name);
    return opaque != null && opaque.isVerifiedByApplication() ? opaque : null;
  }

  /** Who is asked about each token of an issuer; null if nobody is. */
  @Nullable OpaqueTokens everyTokenOf(String name) {
    OpaqueTokens opaque = asked.get(name);
    return opaque != null && opaque.hasEveryToken() ? opaque : null;
  }

  Map<String, ObservedKeys> keys() {
    return keys;
  }

  Map<String, ObservedQuestions> questions() {
    return questions;
  }

  IssuerSource source() {
    return source;
  }

  void clear() {
    asked.values().forEach(opaque -> opaque.questions().clear());
    source.clear();
  }
}
