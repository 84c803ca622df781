package io.github.jerseymcp.config;

import io.github.jerseymcp.signature.SignatureKey;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of {@link SignatureSettings}. */
final class SignatureRows {

  static final List<Setting> ALL =
      List.of(
          row("required", "signature-keys", SignatureRows::keys, SignatureSettings::keys),
          row(
              "withMaximumLifetime",
              "signature-max-lifetime-seconds",
              (signatures, text) -> signatures.withMaximumLifetime(text.seconds()),
              SignatureSettings::maximumLifetime),
          row(
              "withAhead",
              "signature-ahead-seconds",
              (signatures, text) -> signatures.withAhead(text.seconds()),
              SignatureSettings::ahead),
          Setting.ofBuilder(
              "signatures",
              "withReplayStore",
              settings -> settings.senders().signatures().store()));

  private SignatureRows() {}

  /** An empty value must not pass for none: it asks for signatures of nobody. */
  private static SignatureSettings keys(SignatureSettings signatures, PropertyValue text) {
    SignatureSettings all = signatures.required();
    for (var key : text.map().entrySet()) {
      try {
        all = all.required(key(key.getKey(), key.getValue().split(" +", -1)));
      } catch (IllegalArgumentException e) {
        text.mustBe(
            "ids with public keys, Ed25519 or EC on P-256, and the client of a key and its issuer"
                + " where it has one: key-1=MCowBQYDK2VwAyEA... client-1 https://auth.example.com");
        return all;
      }
    }
    return all;
  }

  private static SignatureKey key(String id, String[] parts) {
    SignatureKey key = SignatureKey.ofPublic(id, parts[0]);
    return switch (parts.length) {
      case 1 -> key;
      case 2 -> key.ofClient(parts[1]);
      case 3 -> key.ofClient(parts[2], parts[1]);
      default -> throw new IllegalArgumentException("A key, a client and an issuer at most");
    };
  }

  private static Setting row(
      String method,
      String property,
      BiFunction<SignatureSettings, PropertyValue, SignatureSettings> change,
      Function<SignatureSettings, Object> value) {
    return new Setting(
        "signatures",
        method,
        property,
        (builder, text) -> builder.signatures(signatures -> change.apply(signatures, text)),
        settings -> value.apply(settings.senders().signatures()));
  }
}
