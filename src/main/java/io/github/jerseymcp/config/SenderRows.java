package io.github.jerseymcp.config;

import java.util.List;

/** The settings of what needs an object: senders, users, revocations and the clock. */
final class SenderRows {

  static final List<Setting> ALL =
      List.of(
          Setting.ofBuilder("dpop", "optional", settings -> settings.senders().dpop()),
          Setting.ofBuilder("dpop", "required", settings -> settings.senders().dpop()),
          Setting.ofBuilder("dpop", "whereAnnotated", settings -> settings.senders().dpop()),
          Setting.ofBuilder("dpop", "withNonces", settings -> settings.senders().nonces()),
          proof("withAlgorithms", settings -> settings.senders().algorithms()),
          proof("withWindow", settings -> settings.senders().proofs().window()),
          proof("withAhead", settings -> settings.senders().proofs().ahead()),
          proof("withMaximumLength", settings -> settings.senders().proofs().maximumLength()),
          proof(
              "withMaximumTokenIdLength",
              settings -> settings.senders().proofs().maximumTokenIdLength()),
          proof("withProofsOfCaller", settings -> settings.senders().proofs().proofsOfCaller()),
          Setting.ofBuilder(
              "", "acceptClientCertificates", settings -> settings.senders().certificates()),
          Setting.ofBuilder(
              "",
              "requireClientCertificates",
              settings -> settings.senders().certificateRequired()),
          Setting.ofBuilder("", "credential", Settings::credentials),
          Setting.ofBuilder("", "revokedTokens", Settings::revokedTokens),
          Setting.ofBuilder("", "principalMapper", Settings::mapper),
          Setting.ofBuilder("challenges", "withBody", Settings::refusalBody),
          Setting.ofBuilder("", "metadata", Settings::metadata),
          Setting.ofBuilder("", "clock", Settings::clock));

  private SenderRows() {}

  private static Setting proof(String method, java.util.function.Function<Settings, Object> value) {
    return Setting.ofBuilder("dpop", method, value);
  }
}
