package io.github.jerseymcp.metadata;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an application says of its resources in their metadata documents, beyond what it enforces
 * (RFC 9728 section 2).
 *
 * <p>Nothing needs to be set. What is enforced (issuers, DPoP, client certificates) is not set here
 * but follows from the settings that enforce it. Immutable and thread-safe; each {@code with}
 * method gives a changed copy, and what is wrong is said when the configuration is built.
 */
public final class MetadataSettings {

  private static final MetadataSettings DEFAULTS =
      new MetadataSettings(
          Map.of(), Map.of(), Optional.empty(), Duration.ofHours(1), Optional.empty(), List.of());

  private final Map<String, Object> members;
  private final Map<String, Object> customMembers;
  private final Optional<List<String>> scopes;
  private final Duration maxAge;
  private final Optional<MetadataSigner> signer;
  private final List<String> problems;

  MetadataSettings(
      Map<String, Object> members,
      Map<String, Object> customMembers,
      Optional<List<String>> scopes,
      Duration maxAge,
      Optional<MetadataSigner> signer,
      List<String> problems) {
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    this.customMembers = Collections.unmodifiableMap(new TreeMap<>(customMembers));
    this.scopes = scopes;
    this.maxAge = maxAge;
    this.signer = signer;
    this.problems = List.copyOf(problems);
  }

  /** Nothing set. */
  public static MetadataSettings defaults() {
    return DEFAULTS;
  }

  /** The name of the resource, as a person reads it. */
  public MetadataSettings withResourceName(String name) {
    return with(draft -> draft.put("resourceName", Members.NAME, name));
  }

  /** The name in another language, given as a BCP 47 tag such as {@code fr}. */
  public MetadataSettings withResourceName(String language, String name) {
    return with(draft -> draft.put("resourceName", Members.NAME, language, name));
  }

  /** An https URL with documentation for developers. */
  public MetadataSettings withResourceDocumentation(String url) {
    return with(draft -> draft.put("resourceDocumentation", Members.DOCUMENTATION, url));
  }

  /** The documentation in another language, given as a BCP 47 tag. */
  public MetadataSettings withResourceDocumentation(String language, String url) {
    return with(draft -> draft.put("resourceDocumentation", Members.DOCUMENTATION, language, url));
  }

  /** An https URL that says how a client may use the data. */
  public MetadataSettings withResourcePolicyUri(String url) {
    return with(draft -> draft.put("resourcePolicyUri", Members.POLICY, url));
  }

  /** The policy in another language, given as a BCP 47 tag. */
  public MetadataSettings withResourcePolicyUri(String language, String url) {
    return with(draft -> draft.put("resourcePolicyUri", Members.POLICY, language, url));
  }

  /** An https URL with the terms of service. */
  public MetadataSettings withResourceTosUri(String url) {
    return with(draft -> draft.put("resourceTosUri", Members.TERMS, url));
  }

  /** The terms of service in another language, given as a BCP 47 tag. */
  public MetadataSettings withResourceTosUri(String language, String url) {
    return with(draft -> draft.put("resourceTosUri", Members.TERMS, language, url));
  }

  /** An https URL with the resource's own public keys, never the authorization server's. */
  public MetadataSettings withJwksUri(String url) {
    return with(draft -> draft.put("jwksUri", Members.JWKS_URI, url));
  }

  /** The algorithms with which the resource signs its answers; {@code none} is refused. */
  public MetadataSettings withResourceSigningAlgorithms(String... algorithms) {
    return with(
        draft ->
            draft.putList("resourceSigningAlgorithms", Members.SIGNING_ALGORITHMS, algorithms));
  }

  /** The types of authorization details that the resource understands (RFC 9396). */
  public MetadataSettings withAuthorizationDetailsTypes(String... types) {
    return with(
        draft -> draft.putList("authorizationDetailsTypes", Members.AUTHORIZATION_DETAILS, types));
  }

  /**
   * The scopes to advertise, in place of all that the resource uses. None: the member is left out.
   * {@code offline_access} is never advertised.
   */
  public MetadataSettings withScopesSupported(String... names) {
    return with(draft -> draft.setScopes(names));
  }

  /**
   * A member of the application's own, with text, a number, a boolean, or a list or map of these.
   * The names of RFC 9728 and of the registered claims are refused; an empty value is left out.
   */
  public MetadataSettings withMember(String name, Object value) {
    return with(draft -> draft.putCustom(name, value));
  }

  /** How long clients may keep a document: up to 365 days, zero for not at all. Default: 1 hour. */
  public MetadataSettings withCacheMaxAge(Duration age) {
    return with(draft -> draft.setMaxAge(age));
  }

  /**
   * Adds {@code signed_metadata}: the members once more as a JWS (RFC 9728 section 2.2).
   *
   * @param key a private RSA key of 2048 bits or more, or a private EC key; its {@code alg} is
   *     used, else RS256 or the algorithm of the curve
   * @param issuer the party that vouches for the members ({@code iss})
   */
  public MetadataSettings withSignature(JWK key, String issuer) {
    return with(draft -> draft.sign(key, issuer));
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    return problems;
  }

  /**
   * These settings for one resource, which has a name and documentation of its own. A name or URL
   * of its own also drops the translations of the common one.
   *
   * @param setting where the values stand, which begins each sentence
   * @param name the {@code resource_name}; empty keeps the common one
   * @param documentation the {@code resource_documentation}; empty keeps the common one
   * @param found takes one sentence for each thing that is wrong
   */
  MetadataSettings forResource(
      String setting, String name, String documentation, Consumer<String> found) {
    if (name.isEmpty() && documentation.isEmpty()) {
      return this;
    }
    LocalizedMembers localized = LocalizedMembers.of(members);
    if (!name.isEmpty()) {
      localized.replace(setting, Members.NAME, name);
    }
    if (!documentation.isEmpty()) {
      localized.replace(setting, Members.DOCUMENTATION, documentation);
    }
    localized.problems().forEach(found);
    return new MetadataSettings(
        localized.members(), customMembers, scopes, maxAge, signer, problems);
  }

  /** These settings without a signature. */
  MetadataSettings withoutSignature() {
    return new MetadataSettings(members, customMembers, scopes, maxAge, Optional.empty(), problems);
  }

  /** Whether documents are signed. */
  boolean isSigned() {
    return signer.isPresent();
  }

  Map<String, Object> members() {
    return members;
  }

  Map<String, Object> customMembers() {
    return customMembers;
  }

  /**
   * The scopes that documents advertise: those of the settings if there are any, else those that a
   * resource uses. Sorted, each once.
   */
  List<String> advertisedScopes(Collection<String> used) {
    return ScopeNames.advertised(scopes.isPresent() ? scopes.get() : used);
  }

  Optional<List<String>> scopes() {
    return scopes;
  }

  Duration maxAge() {
    return maxAge;
  }

  Optional<MetadataSigner> signer() {
    return signer;
  }

  private MetadataSettings with(Consumer<MetadataDraft> change) {
    MetadataDraft draft = new MetadataDraft(this);
    change.accept(draft);
    return draft.build();
  }
}
