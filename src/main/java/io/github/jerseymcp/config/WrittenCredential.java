package io.github.jerseymcp.config;

import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.CredentialVerifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of credentials as properties say it: {@code credential.NAME.header} and so on. The name
 * is that of the kind.
 */
final class WrittenCredential {

  /** What a property of a kind is called, behind the prefix of all: the name, the setting. */
  static final Pattern PROPERTY = Pattern.compile("credential\\.([A-Za-z0-9_-]+)\\.([a-z-]+)");

  static final String VERIFIER = "verifier";

  private static final Map<
          String, BiFunction<AcceptedCredential, PropertyValue, AcceptedCredential>>
      CHANGES = changes();

  private final String name;
  private final List<String> problems;
  private final Map<String, PropertyValue> values = new LinkedHashMap<>();
  private @Nullable CredentialVerifier verifier;

  WrittenCredential(String name, List<String> problems) {
    this.name = name;
    this.problems = problems;
  }

  /** What can be set of a kind. */
  static List<String> settings() {
    List<String> all = new ArrayList<>(List.of(VERIFIER));
    all.addAll(CHANGES.keySet());
    return all;
  }

  /**
   * Takes a setting.
   *
   * @param written what was written, which may be the verifier itself
   */
  void put(String setting, PropertyValue value, Object written) {
    values.put(setting, value);
    if (setting.equals(VERIFIER) && written instanceof CredentialVerifier object) {
      verifier = object;
    }
  }

  /** The kind; empty if nobody verifies it, which a start must not pass over. */
  Optional<AcceptedCredential> read() {
    PropertyValue named = values.get(VERIFIER);
    if (named == null) {
      problems.add(
          McpSecurityProperties.PREFIX
              + "credential."
              + name
              + ".verifier must be set: a CredentialVerifier, or the name of its class, without"
              + " which nobody could tell whether such a credential is good");
      return Optional.empty();
    }
    CredentialVerifier found = verifier == null ? made(named) : verifier;
    if (found == null) {
      return Optional.empty();
    }
    AcceptedCredential credential = AcceptedCredential.verifiedBy(name, found);
    for (Map.Entry<String, BiFunction<AcceptedCredential, PropertyValue, AcceptedCredential>>
        change : CHANGES.entrySet()) {
      PropertyValue value = values.get(change.getKey());
      if (value != null) {
        credential = change.getValue().apply(credential, value);
      }
    }
    return Optional.of(credential);
  }

  private static @Nullable CredentialVerifier made(PropertyValue type) {
    try {
      return Class.forName(type.text(), true, loader())
          .asSubclass(CredentialVerifier.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      type.mustBe(
          "a CredentialVerifier, or the name of a public class that is one and has a public"
              + " constructor without parameters, which does not throw");
      return null;
    }
  }

  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? WrittenCredential.class.getClassLoader() : ofThread;
  }

  private static Map<String, BiFunction<AcceptedCredential, PropertyValue, AcceptedCredential>>
      changes() {
    Map<String, BiFunction<AcceptedCredential, PropertyValue, AcceptedCredential>> changes =
        new LinkedHashMap<>();
    changes.put("header", (kind, value) -> kind.inHeader(value.text()));
    changes.put("scheme", (kind, value) -> kind.inScheme(value.text()));
    changes.put("audiences", (kind, value) -> kind.withAudiences(value.list()));
    changes.put("max-age-seconds", (kind, value) -> kind.withMaximumAge(value.seconds()));
    changes.put("timeout-seconds", (kind, value) -> kind.withTimeout(value.seconds()));
    changes.put("max-concurrent", (kind, value) -> kind.withMaximumConcurrent(value.integer()));
    changes.put("max-waiting", (kind, value) -> kind.withMaximumWaiting(value.integer()));
    return changes;
  }
}
