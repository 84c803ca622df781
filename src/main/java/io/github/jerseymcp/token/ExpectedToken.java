package io.github.jerseymcp.token;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What tokens must be like, in words for the operator who reads why one was refused. */
public final class ExpectedToken {

  private final Map<String, TrustedIssuer> issuers;
  private final TokenSettings settings;

  /** What tokens of these issuers must be like. */
  public ExpectedToken(Map<String, TrustedIssuer> issuers, TokenSettings settings) {
    this.issuers = Map.copyOf(issuers);
    this.settings = settings;
  }

  /** The names of the claims that decide about tokens of these issuers, beside the usual ones. */
  public static Collection<String> claims(Collection<TrustedIssuer> issuers) {
    Set<String> names = new TreeSet<>();
    for (TrustedIssuer issuer : issuers) {
      names.addAll(issuer.settings().subjectClaims());
      names.addAll(issuer.settings().clientIdClaims());
      names.addAll(issuer.settings().scopeClaims());
      names.addAll(issuer.settings().audienceClaims().keySet());
      names.addAll(issuer.settings().claimValues().keySet());
    }
    return names;
  }

  /**
   * What was expected in place of what was wrong; empty if there is no more to say.
   *
   * @param claim the name of the claim that decided; empty if none did
   * @param issuer the trusted issuer that the token names, if it names one
   * @param identifier the identifier of the resource
   * @param trusted the issuers that the resource trusts
   */
  public String of(
      TokenFault fault,
      String claim,
      Optional<String> issuer,
      String identifier,
      Collection<String> trusted) {
    Optional<IssuerSettings> known =
        issuer.map(name -> issuers.get(name)).map(TrustedIssuer::settings);
    return switch (fault) {
      case TOO_LONG -> settings.maximumLength() + " characters at most";
      case UNKNOWN_ISSUER -> "an issuer that is trusted here: " + list(trusted);
      case AUDIENCE -> audience(known, claim, identifier);
      case TYPE -> known.map(ExpectedToken::type).orElse("");
      case ALGORITHM -> known.map(one -> "one of " + list(one.algorithms())).orElse("");
      case CLAIMS -> known.map(one -> claims(one, claim)).orElse("");
      case EXPIRED, NOT_YET_VALID ->
          "clocks that differ by " + settings.clockLeeway().toSeconds() + " s at most";
      case LIFETIME ->
          settings.maximumLifetime().map(most -> most.toSeconds() + " s at most").orElse("");
      case MALFORMED, UNKNOWN_KEY, SIGNATURE, REVOKED, INACTIVE -> "";
    };
  }

  private static String audience(Optional<IssuerSettings> issuer, String claim, String identifier) {
    if (!claim.isEmpty()) {
      Set<String> values =
          issuer.map(one -> one.audienceClaims().getOrDefault(claim, Set.of())).orElse(Set.of());
      return "the claim "
          + claim
          + (values.isEmpty() ? " " + identifier : ", one of " + list(values));
    }
    return "the audience "
        + identifier
        + issuer
            .filter(one -> !one.audiences().isEmpty())
            .map(one -> ", or one of " + list(one.audiences()))
            .orElse("");
  }

  private static String claims(IssuerSettings issuer, String claim) {
    String hint = issuer.hints().getOrDefault(claim, "");
    return claim.isEmpty()
        ? "the claims " + list(issuer.requiredClaims())
        : "the claim " + claim + " of its type" + (hint.isEmpty() ? "" : "; " + hint);
  }

  private static String type(IssuerSettings issuer) {
    String types = "the typ " + list(issuer.types()) + (issuer.typeOptional() ? " or none" : "");
    return issuer.claimValues().isEmpty()
        ? types
        : types + ", and the claims " + issuer.claimValues();
  }

  private static String list(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
