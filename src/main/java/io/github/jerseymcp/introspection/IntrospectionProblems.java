package io.github.jerseymcp.introspection;

import io.github.jerseymcp.fetch.SecureAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds the mistakes in how tokens are asked about. */
final class IntrospectionProblems {

  private IntrospectionProblems() {}

  static List<String> of(Introspection how) {
    List<String> problems = new ArrayList<>();
    how.client().ifPresent(identity -> problems.addAll(identity.problems()));
    if (how.verifier().isPresent() && (how.hasSignedAnswers() || how.endpoint().isPresent())) {
      problems.add("a verifier of the application has neither an endpoint nor signed answers");
    }
    if (how.endpoint().filter(address -> !SecureAddress.isSecureWithQuery(address)).isPresent()) {
      problems.add(
          "the introspection endpoint must be an absolute https URL, or http on loopback, without"
              + " user information and fragment");
    }
    if (how.requiredClaims().stream().anyMatch(String::isBlank)) {
      problems.add("a required claim of introspection must not be blank");
    }
    if (isOutside(how.maximumAge(), Duration.ofSeconds(1), Duration.ofHours(1))) {
      problems.add("the maximum age of introspection must be from 1 second to 1 hour");
    }
    if (isOutside(how.timeout(), Duration.ofMillis(100), Duration.ofSeconds(30))) {
      problems.add("the timeout of introspection must be from 100 milliseconds to 30 seconds");
    }
    if (how.maximumConcurrent() < 1 || how.maximumConcurrent() > 1_000) {
      problems.add("introspection must ask about 1 to 1000 tokens at once");
    }
    if (how.maximumWaiting() < 1 || how.maximumWaiting() > 10_000) {
      problems.add("introspection must let 1 to 10000 requests wait");
    }
    if (how.maximumBytes() < 1024 || how.maximumBytes() > 1 << 20) {
      problems.add("the answers of introspection must have a limit from 1024 bytes to 1 MiB");
    }
    return problems;
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }
}
