package io.github.jerseymcp.config;

import com.nimbusds.jose.jwk.JWK;
import io.github.jerseymcp.introspection.Introspection;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** How opaque tokens of one issuer are asked about, as properties of the issuer say it. */
final class WrittenIntrospection {

  private static final String PREFIX = "introspection-";
  private static final String CLIENT = PREFIX + "client-id";
  private static final String SECRET = PREFIX + "client-secret";
  private static final String KEY = PREFIX + "private-key";

  /** Whether every token is asked about, by the word for it. */
  private static final Map<String, Boolean> TOKENS = Map.of("opaque", false, "every", true);

  private static final Map<String, BiFunction<Introspection, PropertyValue, Introspection>>
      CHANGES = changes();

  private WrittenIntrospection() {}

  /** What can be set of it. */
  static List<String> settings() {
    List<String> all = new ArrayList<>(List.of(CLIENT, SECRET, KEY));
    all.addAll(CHANGES.keySet());
    return all;
  }

  /** Reads it from the settings of an issuer; empty if there is none, or no client to ask as. */
  static Optional<Introspection> read(Map<String, PropertyValue> values) {
    Optional<PropertyValue> any =
        settings().stream().filter(values::containsKey).map(values::get).findFirst();
    if (any.isEmpty()) {
      return Optional.empty();
    }
    PropertyValue client = values.get(CLIENT);
    PropertyValue secret = values.get(SECRET);
    PropertyValue key = values.get(KEY);
    if (client == null || (secret == null) == (key == null)) {
      any.get()
          .mustBe(
              "set together with "
                  + CLIENT
                  + " and either "
                  + SECRET
                  + " or "
                  + KEY
                  + ": an introspection endpoint answers those alone whom it knows");
      return Optional.empty();
    }
    Optional<Introspection> read =
        secret == null ? ofKey(client, key) : Optional.of(ofSecret(client, secret));
    return read.map(how -> changed(how, values));
  }

  private static Introspection ofSecret(PropertyValue client, PropertyValue secret) {
    return Introspection.ofSecret(client.text(), secret.text());
  }

  private static Optional<Introspection> ofKey(PropertyValue client, PropertyValue key) {
    try {
      return Optional.of(Introspection.ofPrivateKey(client.text(), JWK.parse(key.text())));
    } catch (ParseException e) {
      key.mustBe("a private key as a JWK (RFC 7517)");
      return Optional.empty();
    }
  }

  private static Introspection changed(Introspection how, Map<String, PropertyValue> values) {
    Introspection changed = how;
    for (Map.Entry<String, BiFunction<Introspection, PropertyValue, Introspection>> change :
        CHANGES.entrySet()) {
      PropertyValue value = values.get(change.getKey());
      if (value != null) {
        changed = change.getValue().apply(changed, value);
      }
    }
    return changed;
  }

  private static Map<String, BiFunction<Introspection, PropertyValue, Introspection>> changes() {
    Map<String, BiFunction<Introspection, PropertyValue, Introspection>> changes =
        new LinkedHashMap<>();
    changes.put(PREFIX + "endpoint", (how, value) -> how.withEndpoint(value.text()));
    changes.put(
        PREFIX + "tokens", (how, value) -> value.oneOf(TOKENS) ? how.withEveryToken() : how);
    changes.put(PREFIX + "signed", (how, value) -> value.flag() ? how.withSignedAnswers() : how);
    changes.put(PREFIX + "required-claims", (how, value) -> how.withRequiredClaims(value.list()));
    changes.put(PREFIX + "max-age-seconds", (how, value) -> how.withMaximumAge(value.seconds()));
    changes.put(PREFIX + "timeout-seconds", (how, value) -> how.withTimeout(value.seconds()));
    changes.put(
        PREFIX + "max-concurrent", (how, value) -> how.withMaximumConcurrent(value.integer()));
    changes.put(PREFIX + "max-waiting", (how, value) -> how.withMaximumWaiting(value.integer()));
    changes.put(PREFIX + "max-bytes", (how, value) -> how.withMaximumBytes(value.integer()));
    return changes;
  }
}
