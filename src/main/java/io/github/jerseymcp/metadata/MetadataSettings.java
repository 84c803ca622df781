package io.github.jerseymcp.metadata;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.ArrayList;
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
 * but follows from the settings that enforce it. Immutable and thread-safe.
 */
public final class MetadataSettings {

  private final Map<String, Object> members;
  private final Map<String, Object> customMembers;
  private final Optional<List<String>> scopes;
  private final Duration maxAge;
  private final Optional<MetadataSigner> signer;

  private MetadataSettings(
      Map<String, Object> members,
      Map<String, Object> customMembers,
      Optional<List<String>> scopes,
      Duration maxAge,
      Optional<MetadataSigner> signer) {
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    this.customMembers = Collections.unmodifiableMap(new TreeMap<>(customMembers));
    this.scopes = scopes;
    this.maxAge = maxAge;
    this.signer = signer;
  }

  /** Begins with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * These settings for one resource, which has a name and documentation of its own. A name or URL
   * of its own also drops the translations of the common one.
   *
   * @param setting where the values stand, which begins each sentence
   * @param name the {@code resource_name}; empty keeps the common one
   * @param documentation the {@code resource_documentation}; empty keeps the common one
   * @param problems takes one sentence for each thing that is wrong
   */
  public MetadataSettings forResource(
      String setting, String name, String documentation, Consumer<String> problems) {
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
    localized.problems().forEach(problems);
    return new MetadataSettings(localized.members(), customMembers, scopes, maxAge, signer);
  }

  /** These settings without a signature. */
  public MetadataSettings unsigned() {
    return new MetadataSettings(members, customMembers, scopes, maxAge, Optional.empty());
  }

  /** Whether documents are signed. */
  public boolean isSigned() {
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
  public List<String> advertisedScopes(Collection<String> used) {
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

  /** Collects the settings; what is wrong with them is said when they are built. */
  public static final class Builder {

    private static final Duration DEFAULT_AGE = Duration.ofHours(1);
    private static final Duration LONGEST_AGE = Duration.ofDays(365);

    private final LocalizedMembers localized = LocalizedMembers.of(Map.of());
    private final Map<String, Object> custom = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<List<String>> scopes = Optional.empty();
    private Duration maxAge = DEFAULT_AGE;
    private Optional<MetadataSigner> signer = Optional.empty();

    private Builder() {}

    /** The name of the resource, as a person reads it. */
    public Builder resourceName(String name) {
      localized.put("resourceName", Members.NAME, name);
      return this;
    }

    /** The name in another language, given as a BCP 47 tag such as {@code fr}. */
    public Builder resourceName(String language, String name) {
      localized.put("resourceName", Members.NAME, language, name);
      return this;
    }

    /** An https URL with documentation for developers. */
    public Builder resourceDocumentation(String url) {
      localized.put("resourceDocumentation", Members.DOCUMENTATION, url);
      return this;
    }

    /** The documentation in another language, given as a BCP 47 tag. */
    public Builder resourceDocumentation(String language, String url) {
      localized.put("resourceDocumentation", Members.DOCUMENTATION, language, url);
      return this;
    }

    /** An https URL that says how a client may use the data. */
    public Builder resourcePolicyUri(String url) {
      localized.put("resourcePolicyUri", Members.POLICY, url);
      return this;
    }

    /** The policy in another language, given as a BCP 47 tag. */
    public Builder resourcePolicyUri(String language, String url) {
      localized.put("resourcePolicyUri", Members.POLICY, language, url);
      return this;
    }

    /** An https URL with the terms of service. */
    public Builder resourceTosUri(String url) {
      localized.put("resourceTosUri", Members.TERMS, url);
      return this;
    }

    /** The terms of service in another language, given as a BCP 47 tag. */
    public Builder resourceTosUri(String language, String url) {
      localized.put("resourceTosUri", Members.TERMS, language, url);
      return this;
    }

    /** An https URL with the resource's own public keys, never the authorization server's. */
    public Builder jwksUri(String url) {
      localized.put("jwksUri", Members.JWKS_URI, url);
      return this;
    }

    /** The algorithms with which the resource signs its answers; {@code none} is refused. */
    public Builder resourceSigningAlgorithms(String... algorithms) {
      list("resourceSigningAlgorithms", Members.SIGNING_ALGORITHMS, algorithms);
      return this;
    }

    /** The types of authorization details that the resource understands (RFC 9396). */
    public Builder authorizationDetailsTypes(String... types) {
      list("authorizationDetailsTypes", Members.AUTHORIZATION_DETAILS, types);
      return this;
    }

    /**
     * The scopes to advertise, in place of all that the resource uses. None: the member is left
     * out. {@code offline_access} is never advertised.
     */
    public Builder scopesSupported(String... names) {
      for (String name : names) {
        if (!ScopeNames.isScope(name)) {
          problems.add("scopesSupported must hold scope names without space, quote or backslash");
        }
      }
      scopes = Optional.of(List.of(names));
      return this;
    }

    /**
     * A member of the application's own, with text, a number, a boolean, or a list or map of these.
     * The names of RFC 9728 and of the registered claims are refused; an empty value is left out.
     */
    public Builder member(String name, Object value) {
      String subject = "The metadata member \"" + name + "\" ";
      Optional<Object> copy = JsonValue.copyOf(value);
      if (name.isBlank() || name.chars().anyMatch(c -> c < 0x20)) {
        problems.add("A metadata member must have a name without control characters");
      } else if (Members.isReserved(name)) {
        problems.add(subject + "is a standard one; use its own setting");
      } else if (copy.isEmpty()) {
        problems.add(subject + "must be text, a number, a boolean, or a list or map of these");
      } else if (!JsonValue.isEmpty(copy.get())) {
        custom.put(name, copy.get());
      }
      return this;
    }

    /** How long clients may keep a document: up to 365 days, zero for not at all; default 1 h. */
    public Builder cacheMaxAge(Duration age) {
      if (age.isNegative() || age.compareTo(LONGEST_AGE) > 0) {
        problems.add("cacheMaxAge must be between zero and 365 days");
      } else {
        maxAge = age;
      }
      return this;
    }

    /**
     * Adds {@code signed_metadata}: the members once more as a JWS (RFC 9728 section 2.2).
     *
     * @param key a private RSA key of 2048 bits or more, or a private EC key; its {@code alg} is
     *     used, else RS256 or the algorithm of the curve
     * @param issuer the party that vouches for the members ({@code iss})
     */
    public Builder signedMetadata(JWK key, String issuer) {
      signer = MetadataSigner.of("signedMetadata", key, issuer, problems::add);
      return this;
    }

    /**
     * Builds the settings from what is right, and says what is wrong.
     *
     * @param found takes one sentence for each thing that is wrong
     */
    public MetadataSettings build(Consumer<String> found) {
      problems.forEach(found);
      localized.problems().forEach(found);
      return new MetadataSettings(localized.members(), custom, scopes, maxAge, signer);
    }

    private void list(String setting, String member, String... values) {
      for (String value : values) {
        if (value.isBlank() || value.equalsIgnoreCase("none")) {
          problems.add(setting + " must hold neither empty names nor none");
          return;
        }
      }
      localized.putList(member, List.of(values));
    }
  }
}
