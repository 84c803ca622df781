package io.github.jerseymcp.token;

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

/** Everything that is set about one {@link TrustedIssuer}. Immutable and thread-safe. */
final class IssuerSettings {

  private final String issuer;
  private final KeySource keySource;
  private final Set<String> algorithms;
  private final Set<String> types;
  private final boolean typeOptional;
  private final Set<String> requiredClaims;
  private final Map<String, Set<String>> claimValues;
  private final List<String> scopeClaims;
  private final boolean scopeArrays;
  private final List<String> clientIdClaims;
  private final Set<String> audiences;
  private final Map<String, Set<String>> audienceClaims;
  private final List<String> subjectClaims;
  private final List<ScopeSource> scopeSources;
  private final String scopePrefix;
  private final Optional<String> advertisedAs;
  private final Map<String, String> hints;
  private final Optional<Introspection> introspection;
  private final Optional<IssuerPattern> pattern;

  private IssuerSettings(Draft draft) {
    this.issuer = draft.issuer;
    this.keySource = draft.keySource;
    this.algorithms = Set.copyOf(draft.algorithms);
    this.types = Set.copyOf(draft.types);
    this.typeOptional = draft.typeOptional;
    this.requiredClaims = Set.copyOf(draft.requiredClaims);
    this.claimValues = Map.copyOf(draft.claimValues);
    this.scopeClaims = List.copyOf(draft.scopeClaims);
    this.scopeArrays = draft.scopeArrays;
    this.clientIdClaims = List.copyOf(draft.clientIdClaims);
    this.audiences = Set.copyOf(draft.audiences);
    this.audienceClaims = Map.copyOf(draft.audienceClaims);
    this.subjectClaims = List.copyOf(draft.subjectClaims);
    this.scopeSources = List.copyOf(draft.scopeSources);
    this.scopePrefix = draft.scopePrefix;
    this.advertisedAs = draft.advertisedAs;
    this.hints = Map.copyOf(draft.hints);
    this.introspection = draft.introspection;
    this.pattern = draft.pattern;
  }

  /** What holds for an issuer of RFC 9068 tokens whose keys are found by discovery. */
  static IssuerSettings of(String issuer) {
    return new IssuerSettings(new Draft(issuer));
  }

  /** What holds for issuers of a pattern. */
  static IssuerSettings of(IssuerPattern pattern) {
    Draft draft = new Draft(pattern.text());
    draft.pattern = Optional.of(pattern);
    return new IssuerSettings(draft);
  }

  /** A copy with a change. */
  IssuerSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new IssuerSettings(draft);
  }

  /** The issuer identifier, byte for byte as configured. */
  String issuer() {
    return issuer;
  }

  KeySource keySource() {
    return keySource;
  }

  Set<String> algorithms() {
    return algorithms;
  }

  Set<String> types() {
    return types;
  }

  boolean typeOptional() {
    return typeOptional;
  }

  Set<String> requiredClaims() {
    return requiredClaims;
  }

  Map<String, Set<String>> claimValues() {
    return claimValues;
  }

  List<String> scopeClaims() {
    return scopeClaims;
  }

  boolean scopeArrays() {
    return scopeArrays;
  }

  List<String> clientIdClaims() {
    return clientIdClaims;
  }

  Set<String> audiences() {
    return audiences;
  }

  /** Audience claims beside {@code aud} with the values that count; none: the identifier does. */
  Map<String, Set<String>> audienceClaims() {
    return audienceClaims;
  }

  List<String> subjectClaims() {
    return subjectClaims;
  }

  List<ScopeSource> scopeSources() {
    return scopeSources;
  }

  /** What stands before a scope where clients ask for it, and not where a rule names it. */
  String scopePrefix() {
    return scopePrefix;
  }

  /** What metadata documents name, so that clients find the way to this issuer, if anything. */
  Optional<String> advertisedAs() {
    return advertisedAs;
  }

  /** What to do at this issuer where a claim is missing, in words for the operator. */
  Map<String, String> hints() {
    return hints;
  }

  /** How others are asked about its tokens, if they are. */
  Optional<Introspection> introspection() {
    return introspection;
  }

  /** Which issuers these are, if they are several. */
  Optional<IssuerPattern> pattern() {
    return pattern;
  }

  /** Whether they say the same; of functions, whether they are the same objects. */
  boolean isSameAs(IssuerSettings other) {
    return parts().equals(other.parts());
  }

  private List<Object> parts() {
    return List.of(
        List.of(issuer, keySource, algorithms, types, typeOptional, requiredClaims, claimValues),
        List.of(scopeClaims, scopeArrays, clientIdClaims, audiences, audienceClaims, subjectClaims),
        List.of(scopeSources, scopePrefix, advertisedAs, introspection));
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
      add(from.scopeSources.toArray(ScopeSource[]::new));
      this.scopePrefix = from.scopePrefix;
      this.advertisedAs = from.advertisedAs;
      this.hints.putAll(from.hints);
      this.introspection = from.introspection;
      this.pattern = from.pattern;
    }

    void add(ScopeSource... sources) {
      scopeSources.addAll(List.of(sources));
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
