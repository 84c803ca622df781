package io.github.jerseymcp.example;

import java.util.ArrayList;
import java.util.List;

/** Options that are understood and not served yet: better to say so than to seem to protect. */
final class UnavailableOptions {

  private UnavailableOptions() {}

  static List<String> problems(Options options) {
    List<String> problems = new ArrayList<>();
    refuse(problems, options.dpop().filter(mode -> mode != DpopMode.OFF).isPresent(), "--dpop");
    refuse(problems, options.dpopNonce(), "--dpop-nonce");
    refuse(
        problems,
        options.replayStore().filter(store -> !store.equals("memory")).isPresent(),
        "--replay-store");
    refuse(problems, options.tlsKeystore().isPresent(), "--tls-keystore");
    refuse(problems, options.clientAuth(), "--client-auth");
    refuse(problems, options.sessions(), "--sessions");
    return problems;
  }

  private static void refuse(List<String> problems, boolean asked, String option) {
    if (asked) {
      problems.add(option + " is not available yet");
    }
  }
}
