package io.github.jerseymcp.introspection;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * How opaque tokens of an issuer are asked about: at its introspection endpoint (RFC 7662), to
 * which this server authenticates, or by a {@link TokenVerifier}. Immutable; each {@code with}
 * method gives a changed copy. Nothing is checked before the configuration is built.
 *
 * <p>A token is opaque unless it is three parts of base64url with two dots between them. What is
 * answered is checked as the claims of a JWT of that issuer are, and remembered for a while. While
 * the endpoint is out of reach, tokens whose answer is remembered go on, and others are answered
 * with 503 and {@code Retry-After}; after three failures in a row, if a question about a token that
 * nobody has fails too, it is spared for five seconds.
 */
public final class Introspection {

  private final Optional<ClientIdentity> client;
  private final Optional<TokenVerifier> verifier;
  private Optional<String> endpoint = Optional.empty();
  private boolean everyToken;
  private boolean signed;
  private Set<String> requiredClaims = Set.of();
  private Duration maximumAge = Duration.ofSeconds(60);
  private Duration timeout = Duration.ofSeconds(3);
  private int maximumConcurrent = 16;
  private int maximumWaiting = 128;
  private int maximumBytes = 64 * 1024;

  private Introspection(Optional<ClientIdentity> client, Optional<TokenVerifier> verifier) {
    this.client = client;
    this.verifier = verifier;
  }

  /** Authenticates with a secret, by HTTP Basic. */
  public static Introspection ofSecret(String clientId, String secret) {
    return of(
        new ClientIdentity.Secret(
            Objects.requireNonNull(clientId, "clientId"),
            Objects.requireNonNull(secret, "secret")));
  }

  /** Authenticates with an assertion that this private key signs ({@code private_key_jwt}). */
  public static Introspection ofPrivateKey(String clientId, JWK key) {
    return of(
        new ClientIdentity.PrivateKey(
            Objects.requireNonNull(clientId, "clientId"), Objects.requireNonNull(key, "key")));
  }

  /** Authenticates with the client certificate of this context (RFC 8705 section 2). */
  public static Introspection ofCertificate(String clientId, SSLContext context) {
    return of(
        new ClientIdentity.Certificate(
            Objects.requireNonNull(clientId, "clientId"),
            Objects.requireNonNull(context, "context")));
  }

  /** Asks the application, about every token of this issuer; no keys are fetched then. */
  public static Introspection ofVerifier(TokenVerifier verifier) {
    Objects.requireNonNull(verifier, "verifier");
    Introspection made = new Introspection(Optional.empty(), Optional.of(verifier));
    made.everyToken = true;
    return made;
  }

  private static Introspection of(ClientIdentity client) {
    return new Introspection(Optional.of(client), Optional.empty());
  }

  /**
   * Asks at this address, https or http on loopback. Default: the {@code introspection_endpoint} of
   * the issuer's metadata.
   */
  public Introspection withEndpoint(String address) {
    Objects.requireNonNull(address, "address");
    return with(copy -> copy.endpoint = Optional.of(address));
  }

  /** Asks about JWTs of this issuer too, in place of verifying them here. Default: no. */
  public Introspection withEveryToken() {
    return with(copy -> copy.everyToken = true);
  }

  /**
   * Asks for answers that the issuer has signed (RFC 9701), and takes no others. Default: answers
   * need no signature; one that has one is verified all the same.
   */
  public Introspection withSignedAnswers() {
    return with(copy -> copy.signed = true);
  }

  /**
   * Requires these claims of an answer beside {@code exp}, {@code aud} and {@code sub}, or what
   * stands for them, and beside those that the issuer's own setting names: of these {@code iat},
   * {@code jti} and the client alone may be missing in an answer. Default: none.
   */
  public Introspection withRequiredClaims(String... claims) {
    return with(copy -> copy.requiredClaims = new LinkedHashSet<>(List.of(claims)));
  }

  /**
   * How long an answer counts, and so how long a token may outlive its revocation at the issuer: 1
   * second to 1 hour, and never beyond its {@code exp}. That a token is not active is remembered
   * for at most 10 seconds. Default: 60 seconds.
   */
  public Introspection withMaximumAge(Duration age) {
    return with(copy -> copy.maximumAge = age);
  }

  /**
   * How long an answer may take: 100 ms to 30 seconds. A request waits for half of it before, where
   * as many tokens are asked about as may be. A verifier is not interrupted. Default: 3 seconds.
   */
  public Introspection withTimeout(Duration time) {
    return with(copy -> copy.timeout = time);
  }

  /**
   * How many tokens are asked about at once: 1 to 1,000. A quarter is kept for tokens that were
   * good before. Default: 16.
   */
  public Introspection withMaximumConcurrent(int tokens) {
    return with(copy -> copy.maximumConcurrent = tokens);
  }

  /**
   * How many requests may wait for answers at once, each on a thread of the server: 1 to 10,000.
   * Any more are answered with 503 and {@code Retry-After}. An eighth is kept for tokens that were
   * good before. Default: 128.
   */
  public Introspection withMaximumWaiting(int requests) {
    return with(copy -> copy.maximumWaiting = requests);
  }

  /** The longest answer to read: 1 KiB to 1 MiB. Default: 64 KiB. */
  public Introspection withMaximumBytes(int bytes) {
    return with(copy -> copy.maximumBytes = bytes);
  }

  /** What is wrong, one sentence for each mistake: empty if nothing is. */
  public List<String> problems() {
    return IntrospectionProblems.of(this);
  }

  Optional<ClientIdentity> client() {
    return client;
  }

  Optional<TokenVerifier> verifier() {
    return verifier;
  }

  Duration maximumAge() {
    return maximumAge;
  }

  Duration timeout() {
    return timeout;
  }

  int maximumConcurrent() {
    return maximumConcurrent;
  }

  int maximumWaiting() {
    return maximumWaiting;
  }

  int maximumBytes() {
    return maximumBytes;
  }

  boolean hasSignedAnswers() {
    return signed;
  }

  /** The address to ask at, if it is named. */
  public Optional<String> endpoint() {
    return endpoint;
  }

  /** Whether JWTs are asked about too. */
  public boolean hasEveryToken() {
    return everyToken;
  }

  /** Whether a verifier of the application is asked. */
  public boolean isVerifiedByApplication() {
    return verifier.isPresent();
  }

  /** Whether something is verified with the keys of the issuer. */
  public boolean needsKeys() {
    return !everyToken || signed;
  }

  /** Whether the metadata of the issuer has to be found. */
  public boolean needsMetadata() {
    return verifier.isEmpty() && endpoint.isEmpty();
  }

  /** The claims that an answer must have beside the usual ones. */
  public Set<String> requiredClaims() {
    return Set.copyOf(requiredClaims);
  }

  /** In a few words, for the operator. */
  @Override
  public String toString() {
    return (everyToken ? "every token" : "opaque tokens")
        + (verifier.isPresent() ? " verified by the application" : " introspected");
  }

  private Introspection with(Consumer<Introspection> change) {
    Introspection copy = new Introspection(client, verifier);
    copy.endpoint = endpoint;
    copy.everyToken = everyToken;
    copy.signed = signed;
    copy.requiredClaims = requiredClaims;
    copy.maximumAge = maximumAge;
    copy.timeout = timeout;
    copy.maximumConcurrent = maximumConcurrent;
    copy.maximumWaiting = maximumWaiting;
    copy.maximumBytes = maximumBytes;
    change.accept(copy);
    return copy;
  }
}
