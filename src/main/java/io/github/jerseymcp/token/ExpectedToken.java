package io.github.jerseymcp.token;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
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

  /**
   * What was expected in place of what was wrong; empty if there is no more to say.
   *
   * @param issuer the trusted issuer that the token names, if it names one
   * @param identifier the identifier of the resource
   * @param trusted the issuers that the resource trusts
   */
  public String of(
      TokenFault fault, Optional<String> issuer, String identifier, Collection<String> trusted) {
    Optional<IssuerSettings> known =
        issuer.map(name -> issuers.get(name)).map(TrustedIssuer::settings);
    return switch (fault) {
      case TOO_LONG -> settings.maximumLength() + " characters at most";
      case UNKNOWN_ISSUER -> "one of the issuers " + list(trusted);
      case AUDIENCE ->
          "the audience "
              + identifier
              + known
                  .filter(one -> !one.audiences().isEmpty())
                  .map(one -> ", or one of " + list(one.audiences()))
                  .orElse("");
      case TYPE -> known.map(ExpectedToken::type).orElse("");
      case ALGORITHM -> known.map(one -> "one of " + list(one.algorithms())).orElse("");
      case CLAIMS -> known.map(one -> "the claims " + list(one.requiredClaims())).orElse("");
      case EXPIRED, NOT_YET_VALID ->
          "clocks that differ by " + settings.clockLeeway().toSeconds() + " s at most";
      case LIFETIME ->
          settings.maximumLifetime().map(most -> most.toSeconds() + " s at most").orElse("");
      case MALFORMED, UNKNOWN_KEY, SIGNATURE, REVOKED -> "";
    };
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
