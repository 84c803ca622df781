package io.github.jerseymcp.token;

import io.github.jerseymcp.fetch.IssuerConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the mistakes in what decides about tokens. */
public final class TokenProblems {

  private TokenProblems() {}

  /** Where its own timeout does not fit in the life of keys. */
  private static List<String> ofTime(TrustedIssuer issuer, KeySettings keyPolicy) {
    List<String> problems =
        issuer
            .settings()
            .connection()
            .flatMap(IssuerConnection::timeout)
            .map(time -> new ArrayList<>(keyPolicy.withFetchTimeout(time).problems()))
            .orElseGet(ArrayList::new);
    problems.removeAll(keyPolicy.problems());
    return problems;
  }

  /** What is wrong with a configuration, one sentence for each mistake: empty if nothing is. */
  public static List<String> of(
      Collection<TrustedIssuer> trustedIssuers, TokenSettings tokenPolicy, KeySettings keyPolicy) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TrustedIssuer issuer : trustedIssuers) {
      problems.addAll(issuer.problems());
      problems.addAll(ofTime(issuer, keyPolicy));
      if (!seen.add(issuer.issuer())) {
        problems.add("Issuer " + issuer.issuer() + ": is configured twice");
      }
    }
    problems.addAll(tokenPolicy.problems());
    problems.addAll(keyPolicy.problems());
    return problems;
  }
}
