package io.github.jerseymcp.config;

import io.github.jerseymcp.refusal.Challenge;
import io.github.jerseymcp.resource.ScopeToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the settings that belong to no other package, and collects a sentence for each problem.
 */
final class ConfigProblems {

  private static final Duration SHORTEST_BODY_TIME = Duration.ofSeconds(1);
  private static final Duration LONGEST_BODY_TIME = Duration.ofHours(1);

  private final List<String> problems;

  ConfigProblems(List<String> problems) {
    this.problems = problems;
  }

  ConfigProblems checkScopes(Map<String, Set<String>> implications) {
    implications.forEach(
        (scope, implied) -> {
          if (!ScopeToken.isValid(scope) || !implied.stream().allMatch(ScopeToken::isValid)) {
            problems.add(
                "scopeImplies: a scope is printable ASCII without space, quote and backslash"
                    + " (RFC 6749 section 3.3)");
          }
        });
    return this;
  }

  ConfigProblems checkFirstChallenge(List<String> more) {
    if (!more.stream().allMatch(ScopeToken::isValid)) {
      problems.add(
          "moreScopesInFirstChallenge: a scope is printable ASCII without space, quote and backslash"
              + " (RFC 6749 section 3.3); name several one by one");
    }
    return this;
  }

  ConfigProblems checkRealm(Optional<String> realm) {
    if (realm.filter(name -> name.isEmpty() || !Challenge.isQuotable(name)).isPresent()) {
      problems.add("realm must be printable ASCII without quote and backslash");
    }
    return this;
  }

  ConfigProblems checkBodyTime(Duration longest) {
    if (longest.compareTo(SHORTEST_BODY_TIME) < 0 || longest.compareTo(LONGEST_BODY_TIME) > 0) {
      problems.add("bodyTimeout must be from 1 second to 1 hour");
    }
    return this;
  }

  ConfigProblems checkPlacement(DocumentPlacement documents) {
    checkPath("basePath", documents.basePath());
    checkPath("rootDocument", documents.rootResource());
    return this;
  }

  private void checkPath(String setting, Optional<String> path) {
    if (path.filter(text -> !isPath(text)).isPresent()) {
      problems.add(
          setting + " must be empty, or begin with / and not end with it, without query or dots");
    }
  }

  private static boolean isPath(String path) {
    return path.isEmpty()
        || (path.startsWith("/")
            && !path.endsWith("/")
            && !path.contains("//")
            && !path.contains("/.")
            && path.chars().allMatch(c -> c > ' ' && c < 0x7F && "?#\"\\;%".indexOf(c) < 0));
  }
}
