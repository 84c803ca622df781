package io.github.jerseymcp.credential;

import io.github.jerseymcp.token.TrustedIssuer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of credentials whose place is known.
 *
 * @param issuer what decides about them
 * @param place where they are read
 */
public record BoundCredential(TrustedIssuer issuer, CredentialPlace place) {

  /** Those that have a place. */
  public static List<BoundCredential> of(Collection<AcceptedCredential> accepted) {
    List<BoundCredential> bound = new ArrayList<>();
    for (AcceptedCredential credential : accepted) {
      credential
          .place()
          .ifPresent(place -> bound.add(new BoundCredential(credential.issuer(), place)));
    }
    return List.copyOf(bound);
  }

  /** What decides about each kind. */
  public static List<TrustedIssuer> issuers(Collection<AcceptedCredential> accepted) {
    return accepted.stream().map(AcceptedCredential::issuer).toList();
  }

  /** What is wrong with them together, one sentence for each mistake. */
  public static List<String> problems(Collection<AcceptedCredential> accepted) {
    List<String> problems = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (AcceptedCredential credential : accepted) {
      problems.addAll(credential.problems());
      credential
          .place()
          .filter(place -> !places.add(place.kind() + " " + place.key()))
          .ifPresent(
              place ->
                  problems.add(
                      "Credential "
                          + credential.issuer().issuer()
                          + ": another is read from "
                          + place
                          + ", too"));
    }
    return problems;
  }

  /** What stands for the issuer. */
  public String name() {
    return issuer.issuer();
  }
}
