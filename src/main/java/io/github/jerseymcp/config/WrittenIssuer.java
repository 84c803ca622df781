package io.github.jerseymcp.config;

import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.token.IssuerPattern;
import io.github.jerseymcp.token.ScopeSource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One issuer as properties say it: {@code issuer.NAME.id}, {@code issuer.NAME.scope-claims} and so
 * on. The name is for the properties alone.
 */
final class WrittenIssuer {

  /** What a property of an issuer is called, behind the prefix of all: the name, the setting. */
  static final Pattern PROPERTY = Pattern.compile("issuer\\.([A-Za-z0-9_-]+)\\.([a-z-]+)");

  static final Map<String, Function<String, TrustedIssuer>> PROFILES =
      Map.of(
          "rfc9068", TrustedIssuer::of,
          "keycloak", TrustedIssuer::keycloak,
          "entra", TrustedIssuer::entra,
          "auth0", TrustedIssuer::auth0,
          "okta", TrustedIssuer::okta);

  private static final String IDENTIFIER = "id";
  private static final String PROFILE = "profile";
  private static final String TOKEN_HEADER = "token-header";
  private static final String PATTERN_VALUES = "pattern-values";
  private static final String ANY = "any";
  private static final String SCOPES_AT = "scopes-at";
  private static final String SCOPE_NAMES = "scope-names";

  /** In the order in which they are applied: required claims come last. */
  private static final Map<String, BiFunction<TrustedIssuer, PropertyValue, TrustedIssuer>>
      CHANGES = changes();

  private final String name;
  private final Map<String, PropertyValue> values = new LinkedHashMap<>();
  private final List<String> problems;

  WrittenIssuer(String name, List<String> problems) {
    this.name = name;
    this.problems = problems;
  }

  /** What can be set of an issuer. */
  static List<String> settings() {
    List<String> all = new ArrayList<>(List.of(IDENTIFIER, PROFILE, PATTERN_VALUES));
    all.addAll(CHANGES.keySet());
    all.addAll(List.of(SCOPES_AT, SCOPE_NAMES, TOKEN_HEADER));
    all.addAll(WrittenIntrospection.settings());
    all.addAll(WrittenConnection.settings());
    return all;
  }

  void put(String setting, PropertyValue value) {
    values.put(setting, value);
  }

  /** Trusts the issuer, or what comes in the header that is named for its tokens. */
  void addTo(McpSecurityConfigBuilder builder) {
    PropertyValue header = values.get(TOKEN_HEADER);
    read()
        .ifPresent(
            issuer -> {
              if (header == null) {
                builder.issuer(issuer);
              } else {
                builder.credential(AcceptedCredential.tokensOf(issuer).inHeader(header.text()));
              }
            });
  }

  /** The issuer; empty if it has no identifier. */
  private Optional<TrustedIssuer> read() {
    PropertyValue identifier = values.get(IDENTIFIER);
    if (identifier == null) {
      problems.add(
          McpSecurityProperties.PREFIX
              + "issuer."
              + name
              + ".id must be set: the identifier of the issuer, as its tokens spell it");
      return Optional.empty();
    }
    PropertyValue profile = values.get(PROFILE);
    Function<String, TrustedIssuer> preset =
        profile == null ? TrustedIssuer::of : profile.oneOf(PROFILES);
    TrustedIssuer issuer =
        pattern(identifier, profile).orElseGet(() -> preset.apply(identifier.text()));
    for (Map.Entry<String, BiFunction<TrustedIssuer, PropertyValue, TrustedIssuer>> change :
        CHANGES.entrySet()) {
      PropertyValue value = values.get(change.getKey());
      if (value != null) {
        issuer = change.getValue().apply(issuer, value);
      }
    }
    TrustedIssuer scoped = withSources(issuer);
    TrustedIssuer complete =
        WrittenConnection.read(values).map(scoped::withConnection).orElse(scoped);
    return Optional.of(
        WrittenIntrospection.read(values).map(complete::withIntrospection).orElse(complete));
  }

  /** Issuers that differ by a claim, if their values are named. */
  private Optional<TrustedIssuer> pattern(
      PropertyValue identifier, @Nullable PropertyValue profile) {
    PropertyValue named = values.get(PATTERN_VALUES);
    if (named == null) {
      return Optional.empty();
    }
    if (profile != null) {
      named.mustBe("without a profile: say what the tokens of a pattern look like");
    }
    return Optional.of(
        named.text().equals(ANY)
            ? IssuerPattern.ofAnyValue(identifier.text())
            : IssuerPattern.of(identifier.text(), named.list()));
  }

  private TrustedIssuer withSources(TrustedIssuer issuer) {
    PropertyValue places = values.get(SCOPES_AT);
    Optional<PropertyValue> written = Optional.ofNullable(values.get(SCOPE_NAMES));
    if (places == null) {
      written.ifPresent(alone -> alone.mustBe("set together with " + SCOPES_AT));
      return issuer;
    }
    Optional<Map<String, String>> names = written.map(PropertyValue::map);
    TrustedIssuer changed = issuer;
    for (String pointer : places.list()) {
      try {
        ScopeSource source = ScopeSource.at(pointer);
        changed = changed.withScopeSource(names.map(source::renamed).orElse(source));
      } catch (IllegalArgumentException e) {
        places.mustBe("JSON Pointers such as /realm_access/roles");
      }
    }
    return changed;
  }

  private static Map<String, BiFunction<TrustedIssuer, PropertyValue, TrustedIssuer>> changes() {
    Map<String, BiFunction<TrustedIssuer, PropertyValue, TrustedIssuer>> changes =
        new LinkedHashMap<>();
    changes.put("jwks-uri", (issuer, value) -> issuer.withJwksUri(value.text()));
    changes.put("algorithms", (issuer, value) -> issuer.withAlgorithms(value.list()));
    changes.put("types", (issuer, value) -> issuer.withTypes(value.list()));
    changes.put("type-optional", (issuer, value) -> issuer.withTypeOptional(value.flag()));
    changes.put("audiences", (issuer, value) -> issuer.withAudiences(value.list()));
    changes.put("audience-claims", WrittenIssuer::withAudienceClaims);
    changes.put("subject-claims", (issuer, value) -> issuer.withSubjectClaims(value.list()));
    changes.put("client-claims", (issuer, value) -> issuer.withClientIdClaims(value.list()));
    changes.put("scope-claims", (issuer, value) -> issuer.withScopeClaims(value.list()));
    changes.put("scope-arrays", (issuer, value) -> issuer.withScopeArrays(value.flag()));
    changes.put("scope-prefix", (issuer, value) -> issuer.withScopePrefix(value.text()));
    changes.put(
        "advertised-as",
        (issuer, value) ->
            value.isNone() ? issuer.withoutAdvertising() : issuer.withAdvertisedAs(value.text()));
    changes.put("claim-values", WrittenIssuer::withClaimValues);
    changes.put("required-claims", (issuer, value) -> issuer.withRequiredClaims(value.list()));
    return changes;
  }

  private static TrustedIssuer withAudienceClaims(TrustedIssuer issuer, PropertyValue value) {
    TrustedIssuer changed = issuer;
    for (Map.Entry<String, String> claim : value.map().entrySet()) {
      changed = changed.withAudienceClaim(claim.getKey(), words(claim.getValue()));
    }
    return changed;
  }

  private static TrustedIssuer withClaimValues(TrustedIssuer issuer, PropertyValue value) {
    TrustedIssuer changed = issuer;
    for (Map.Entry<String, String> claim : value.map().entrySet()) {
      if (claim.getValue().isBlank()) {
        value.mustBe("claims with their values, such as token_use=access");
      }
      changed = changed.withClaimValues(claim.getKey(), words(claim.getValue()));
    }
    return changed;
  }

  private static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s+");
  }
}
