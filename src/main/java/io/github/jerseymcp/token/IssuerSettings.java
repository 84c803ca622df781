package io.github.jerseymcp.token;

import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.issuer.KeySource;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that is set about one {@link TrustedIssuer}. Equal if all of it is, and functions are
 * the same objects.
 *
 * @param issuer the identifier, byte for byte as configured
 * @param audienceClaims those beside {@code aud} with the values that count; none: the identifier
 * @param scopePrefix what stands before a scope where clients ask for it, and not where a rule does
 * @param advertisedAs what documents name, so that clients find the way to this issuer, if anything
 * @param hints what to do at this issuer where a claim is missing, in words for the operator
 * @param introspection how others are asked about its tokens, if they are
 * @param pattern which issuers these are, if they are several
 * @param connection how it is reached, where that is said
 */
record IssuerSettings(
    String issuer,
    KeySource keySource,
    Set<String> algorithms,
    Set<String> types,
    boolean typeOptional,
    Set<String> requiredClaims,
    Map<String, Set<String>> claimValues,
    List<String> scopeClaims,
    boolean scopeArrays,
    List<String> clientIdClaims,
    Set<String> audiences,
    Map<String, Set<String>> audienceClaims,
    List<String> subjectClaims,
    List<ScopeSource> scopeSources,
    String scopePrefix,
    Optional<String> advertisedAs,
    Map<String, String> hints,
    Optional<Introspection> introspection,
    Optional<IssuerPattern> pattern,
    Optional<IssuerConnection> connection) {

  /** What holds for an issuer of RFC 9068 tokens whose keys are found by discovery. */
  static IssuerSettings of(String issuer) {
    return new Draft(issuer).done();
  }

  /** What holds for issuers of a pattern. */
  static IssuerSettings of(IssuerPattern pattern) {
    Draft draft = new Draft(pattern.text());
    draft.pattern = Optional.of(pattern);
    return draft.done();
  }

  /** A copy with a change. */
  IssuerSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  @Override
  public String toString() {
    return "IssuerSettings[" + issuer + "]";
  }

  /** The settings while one of them is changed. */
  static final class Draft {
    private final String issuer;
    KeySource keySource = new KeySource.Discovery();
    Collection<String> algorithms = defaultAlgorithms();
    Collection<String> types = Set.of("at+jwt", "application/at+jwt");
    boolean typeOptional;
    Collection<String> requiredClaims =
        Set.of("iss", "aud", "exp", "sub", "client_id", "iat", "jti");
    final Map<String, Set<String>> claimValues = new LinkedHashMap<>();
    List<String> scopeClaims = List.of("scope");
    boolean scopeArrays;
    List<String> clientIdClaims = List.of("client_id");
    Collection<String> audiences = Set.of();
    final Map<String, Set<String>> audienceClaims = new LinkedHashMap<>();
    List<String> subjectClaims = List.of("sub");
    private final List<ScopeSource> scopeSources = new ArrayList<>();
    String scopePrefix = "";
    Optional<String> advertisedAs;
    final Map<String, String> hints = new LinkedHashMap<>();
    Optional<Introspection> introspection = Optional.empty();
    private Optional<IssuerPattern> pattern = Optional.empty();
    Optional<IssuerConnection> connection = Optional.empty();

    private Draft(String issuer) {
      this.issuer = issuer;
      this.advertisedAs = Optional.of(issuer);
    }

    private Draft(IssuerSettings from) {
      this.issuer = from.issuer;
      this.keySource = from.keySource;
      this.algorithms = from.algorithms;
      this.types = from.types;
      this.typeOptional = from.typeOptional;
      this.requiredClaims = from.requiredClaims;
      this.claimValues.putAll(from.claimValues);
      this.scopeClaims = from.scopeClaims;
      this.scopeArrays = from.scopeArrays;
      this.clientIdClaims = from.clientIdClaims;
      this.audiences = from.audiences;
      this.audienceClaims.putAll(from.audienceClaims);
      this.subjectClaims = from.subjectClaims;
      this.scopeSources.addAll(from.scopeSources);
      this.scopePrefix = from.scopePrefix;
      this.advertisedAs = from.advertisedAs;
      this.hints.putAll(from.hints);
      this.introspection = from.introspection;
      this.pattern = from.pattern;
      this.connection = from.connection;
    }

    private IssuerSettings done() {
      return new IssuerSettings(
          issuer,
          keySource,
          Set.copyOf(algorithms),
          Set.copyOf(types),
          typeOptional,
          Set.copyOf(requiredClaims),
          Map.copyOf(claimValues),
          List.copyOf(scopeClaims),
          scopeArrays,
          List.copyOf(clientIdClaims),
          Set.copyOf(audiences),
          Map.copyOf(audienceClaims),
          List.copyOf(subjectClaims),
          List.copyOf(scopeSources),
          scopePrefix,
          advertisedAs,
          Map.copyOf(hints),
          introspection,
          pattern,
          connection);
    }

    void add(ScopeSource source) {
      scopeSources.add(source);
    }

    void takeSubjectFrom(List<String> claims) {
      subjectClaims = claims;
      requireNoMore("sub");
    }

    /** What another claim stands for now is not to be there itself. */
    void requireNoMore(String claim) {
      Set<String> rest = new LinkedHashSet<>(requiredClaims);
      rest.remove(claim);
      requiredClaims = rest;
    }

    private static List<String> defaultAlgorithms() {
      List<String> names = new ArrayList<>();
      for (SignatureAlgorithm algorithm : SignatureAlgorithm.defaults()) {
        names.add(algorithm.name());
      }
      return names;
    }
  }
}
