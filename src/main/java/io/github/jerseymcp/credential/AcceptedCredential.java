package io.github.jerseymcp.credential;

import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A kind of credentials that is accepted beside access tokens, and the one place in which they are
 * read: a header field, or a scheme of {@code Authorization} (RFC 9110 section 11.6.2). Immutable
 * and thread-safe; each {@code with} method gives a changed copy. Nothing is checked before the
 * configuration is built.
 *
 * <p>Whoever has one is a caller like others: {@code McpPrincipal.issuer()} is the name of the kind
 * for keys, and the issuer for tokens. A resource accepts all kinds unless {@code
 * McpProtected.issuers} names what it accepts. A request has one credential; one that has two is
 * refused whatever they are. A place is read on every protected path, and nothing is read from the
 * query.
 */
public final class AcceptedCredential {

  private final TrustedIssuer issuer;
  private final Optional<Introspection> how;
  private final Optional<CredentialPlace> place;
  private boolean askedWithoutVerifier;

  private AcceptedCredential(
      TrustedIssuer issuer, Optional<Introspection> how, Optional<CredentialPlace> place) {
    this.issuer = issuer;
    this.how = how;
    this.place = place;
  }

  /**
   * Credentials that a verifier of the application knows.
   *
   * @param name what stands for their issuer wherever a caller is named: in principals, the audit
   *     log, sessions; printable, without spaces, and not that of an issuer
   */
  public static AcceptedCredential verifiedBy(String name, CredentialVerifier verifier) {
    Objects.requireNonNull(verifier, "verifier");
    return new AcceptedCredential(
        TrustedIssuer.of(name).withoutAdvertising().withRequiredClaims("iss", "aud", "exp", "sub"),
        Optional.of(
            Introspection.ofVerifier(new CredentialClaims(verifier))
                .withMaximumAge(Duration.ofSeconds(30))),
        Optional.empty());
  }

  /**
   * Tokens of an issuer that come in a header of their own, as those of an identity-aware proxy do.
   * Tokens of this issuer are read there alone, and documents do not name it.
   */
  public static AcceptedCredential tokensOf(TrustedIssuer issuer) {
    return new AcceptedCredential(issuer.withoutAdvertising(), Optional.empty(), Optional.empty());
  }

  /** Reads them from this header field, {@code X-API-Key} say, whose whole value is one. */
  public AcceptedCredential inHeader(String name) {
    return with(issuer, how, Optional.of(CredentialPlace.header(name)));
  }

  /** Reads them from {@code Authorization}, behind this scheme: {@code ApiKey}, say. */
  public AcceptedCredential inScheme(String scheme) {
    return with(issuer, how, Optional.of(CredentialPlace.scheme(scheme)));
  }

  /**
   * Accepts these names as resources too, each of which opens every resource of this server.
   * Default: none.
   */
  public AcceptedCredential withAudiences(String... names) {
    return with(issuer.withAudiences(names), how, place);
  }

  /**
   * How long an answer of the verifier counts, and so how long a credential may outlive its
   * revocation: 1 second to 1 hour, and never beyond its end. That one is not good is remembered
   * for at most 10 seconds. Default: 30 seconds.
   */
  public AcceptedCredential withMaximumAge(Duration age) {
    return asking(known -> known.withMaximumAge(age));
  }

  /**
   * How long those wait whose credential another request asks about, half as long again: 100 ms to
   * 30 seconds. The verifier is not interrupted. Default: 3 seconds.
   */
  public AcceptedCredential withTimeout(Duration time) {
    return asking(known -> known.withTimeout(time));
  }

  /**
   * How many credentials the verifier is asked about at once: 1 to 1,000. A quarter is kept for
   * those that were good before. Default: 16.
   */
  public AcceptedCredential withMaximumConcurrent(int credentials) {
    return asking(known -> known.withMaximumConcurrent(credentials));
  }

  /**
   * How many requests may wait for answers at once, each on a thread of the server: 1 to 10,000.
   * Any more are answered with 503. An eighth is kept for credentials that were good before.
   * Default: 128.
   */
  public AcceptedCredential withMaximumWaiting(int requests) {
    return asking(known -> known.withMaximumWaiting(requests));
  }

  private AcceptedCredential asking(UnaryOperator<Introspection> change) {
    AcceptedCredential changed = with(issuer, how.map(change), place);
    changed.askedWithoutVerifier |= how.isEmpty();
    return changed;
  }

  private AcceptedCredential with(
      TrustedIssuer decides, Optional<Introspection> asks, Optional<CredentialPlace> read) {
    AcceptedCredential changed = new AcceptedCredential(decides, asks, read);
    changed.askedWithoutVerifier = askedWithoutVerifier;
    return changed;
  }

  /** What is wrong, one sentence for each mistake: empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    String name = "Credential " + issuer.issuer() + ": ";
    if (place.isEmpty()) {
      problems.add(name + "say where it is read, with inHeader or inScheme");
    }
    if (askedWithoutVerifier) {
      problems.add(name + "no verifier is asked about tokens of an issuer: set that at the issuer");
    }
    place.ifPresent(known -> known.problems().forEach(problem -> problems.add(name + problem)));
    return problems;
  }

  /** What decides about them. */
  TrustedIssuer issuer() {
    return how.map(issuer::withIntrospection).orElse(issuer);
  }

  Optional<CredentialPlace> place() {
    return place;
  }

  /** In a few words, for the operator. */
  @Override
  public String toString() {
    return issuer.issuer() + place.map(known -> " in " + known).orElse("");
  }
}
