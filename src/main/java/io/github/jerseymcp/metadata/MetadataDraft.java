package io.github.jerseymcp.metadata;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copy of settings that is changed; what is wrong is noted and left out. */
final class MetadataDraft {

  private static final String PREFIX = "metadata.";
  private static final Duration LONGEST_AGE = Duration.ofDays(365);

  private final LocalizedMembers localized;
  private final Map<String, Object> custom;
  private final List<String> problems;
  private Optional<List<String>> scopes;
  private Duration maxAge;
  private Optional<MetadataSigner> signer;

  MetadataDraft(MetadataSettings settings) {
    this.localized = LocalizedMembers.of(settings.members());
    this.custom = new LinkedHashMap<>(settings.customMembers());
    this.problems = new ArrayList<>(settings.problems());
    this.scopes = settings.scopes();
    this.maxAge = settings.maxAge();
    this.signer = settings.signer();
  }

  MetadataSettings build() {
    problems.addAll(localized.problems());
    return new MetadataSettings(localized.members(), custom, scopes, maxAge, signer, problems);
  }

  void put(String setting, String member, String value) {
    localized.put(PREFIX + setting, member, value);
  }

  void put(String setting, String member, String language, String value) {
    localized.put(PREFIX + setting, member, language, value);
  }

  void putList(String setting, String member, String... values) {
    for (String value : values) {
      if (value.isBlank() || value.equalsIgnoreCase("none")) {
        problems.add(PREFIX + setting + " must hold neither empty names nor none");
        return;
      }
    }
    localized.putList(member, List.of(values));
  }

  void putCustom(String name, Object value) {
    String subject = PREFIX + "member \"" + name + "\" ";
    Optional<Object> copy = JsonValue.copyOf(value);
    if (name.isBlank() || name.chars().anyMatch(c -> c < 0x20)) {
      problems.add(PREFIX + "member must have a name without control characters");
    } else if (Members.isReserved(name)) {
      problems.add(subject + "is a standard one; use its own setting");
    } else if (copy.isEmpty()) {
      problems.add(subject + "must be text, a number, a boolean, or a list or map of these");
    } else if (!JsonValue.isEmpty(copy.get())) {
      custom.put(name, copy.get());
    }
  }

  void setScopes(String... names) {
    for (String name : names) {
      if (!ScopeNames.isScope(name)) {
        problems.add(
            PREFIX + "scopesSupported must hold scope names without space, quote or backslash");
      }
    }
    scopes = Optional.of(List.of(names));
  }

  void setMaxAge(Duration age) {
    if (age.isNegative() || age.compareTo(LONGEST_AGE) > 0) {
      problems.add(PREFIX + "cacheMaxAge must be between zero and 365 days");
    } else {
      maxAge = age;
    }
  }

  void sign(JWK key, String issuer) {
    signer = MetadataSigner.of(PREFIX + "signature", key, issuer, problems::add);
  }
}
