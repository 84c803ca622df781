package io.github.jerseymcp.config;

import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.refusal.Challenge;
import io.github.jerseymcp.resource.ScopeToken;
import io.github.jerseymcp.tenant.ResolverSettings;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.TokenProblems;
import io.github.jerseymcp.token.TokenSettings;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks the settings that belong to no other package, and collects a sentence for each problem.
 */
final class ConfigProblems {

  private static final String SCOPE =
      "a scope is printable ASCII without space, quote and backslash (RFC 6749 section 3.3)";
  private static final Duration SHORTEST_BODY_TIME = Duration.ofSeconds(1);
  private static final Duration LONGEST_BODY_TIME = Duration.ofHours(1);

  private final List<String> problems;

  ConfigProblems(List<String> problems) {
    this.problems = problems;
  }

  /** Refuses a configuration with problems. */
  static void refuse(List<String> all) {
    if (!all.isEmpty()) {
      throw new IllegalArgumentException(
          "The security configuration is not valid:\n - " + String.join("\n - ", all));
    }
  }

  ConfigProblems checkEdge(EdgeSettings edge) {
    Cors.checkHeaders("edge.allowedHeaders", edge.allowedHeaders(), problems::add);
    checkAtLeastOne("edge.maximumHeaderBytes", edge.maximumHeaderBytes());
    checkAtLeastOne("edge.maximumHeaderFields", edge.maximumHeaderFields());
    checkAtLeastOne("edge.maximumBodyBytes", edge.maximumBodyBytes());
    Duration longest = edge.bodyTimeout();
    if (longest.compareTo(SHORTEST_BODY_TIME) < 0 || longest.compareTo(LONGEST_BODY_TIME) > 0) {
      problems.add("edge.bodyTimeout must be from 1 second to 1 hour");
    }
    return this;
  }

  private void checkAtLeastOne(String setting, long limit) {
    if (limit < 1) {
      problems.add(setting + " must be at least 1");
    }
  }

  ConfigProblems checkAnswers(
      ScopeSettings scopes, ChallengeSettings challenges, DocumentSettings documents) {
    return checkScopes(scopes).checkChallenges(challenges).checkDocuments(documents);
  }

  private ConfigProblems checkScopes(ScopeSettings scopes) {
    boolean valid =
        scopes.implications().entrySet().stream()
            .allMatch(
                rule ->
                    ScopeToken.isValid(rule.getKey())
                        && rule.getValue().stream().allMatch(ScopeToken::isValid));
    if (!valid) {
      problems.add("scopes.implied must name scopes: " + SCOPE);
    }
    return this;
  }

  private ConfigProblems checkChallenges(ChallengeSettings challenges) {
    if (!challenges.moreScopesFirst().stream().allMatch(ScopeToken::isValid)) {
      problems.add("challenges.moreScopesFirst must name scopes one by one: " + SCOPE);
    }
    if (challenges
        .realm()
        .filter(name -> name.isEmpty() || !Challenge.isQuotable(name))
        .isPresent()) {
      problems.add("challenges.realm must be printable ASCII without quote and backslash");
    }
    return this;
  }

  private ConfigProblems checkDocuments(DocumentSettings documents) {
    checkPath("documents.basePath", documents.basePath());
    checkPath("documents.rootDocument", documents.rootResource());
    return this;
  }

  ConfigProblems checkIssuers(
      List<TrustedIssuer> issuers,
      ResolverSettings resolver,
      List<AcceptedCredential> credentials,
      TokenSettings tokens,
      KeySettings keys) {
    List<TrustedIssuer> deciding = new ArrayList<>(issuers);
    deciding.addAll(BoundCredential.issuers(credentials));
    if (deciding.isEmpty() && !resolver.isAsked()) {
      problems.add("Name at least one trusted issuer");
    }
    problems.addAll(TokenProblems.of(deciding, tokens, keys));
    problems.addAll(resolver.problems());
    problems.addAll(BoundCredential.problems(credentials));
    return this;
  }

  /** Each issuer names its own clients, and so does each kind of other credentials. */
  ConfigProblems checkClientsOfKeys(
      SignatureSettings signatures,
      List<TrustedIssuer> issuers,
      ResolverSettings resolver,
      List<AcceptedCredential> credentials) {
    List<String> names =
        Stream.concat(issuers.stream(), BoundCredential.issuers(credentials).stream())
            .map(TrustedIssuer::issuer)
            .toList();
    problems.addAll(signatures.problemsOfClients(names, resolver.isAsked()));
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
