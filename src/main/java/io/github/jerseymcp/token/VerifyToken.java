package io.github.jerseymcp.token;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.introspection.ObservedQuestions;
import io.github.jerseymcp.introspection.TokenUncheckedException;
import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.time.Clocks;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an access token: syntax, issuer, type, algorithm, times, audience, claims, and last the
 * signature with a key of that very issuer (RFC 9068 section 4, RFC 8725).
 *
 * <p>The issuer is chosen among the configured ones before any key is looked for, so a token cannot
 * cause a request to an address of its own choice. Whether the token is bound to its sender ({@code
 * cnf}) is for the caller to check. Nothing is fetched before the first token that needs a key, so
 * a server starts while its issuers are down. Thread-safe; {@link #close} ends the background work.
 */
public final class VerifyToken implements AutoCloseable {

  private final KnownIssuers issuers;
  private final int maximumLength;
  private final Optional<TokenCache> cache;
  private final Clocks clocks;
  private final Optional<RevokedTokens.Listening> listening;
  private final ExecutorService background;
  private final ExecutorService backgroundOfMany =
      IssuerParts.background(IssuerParts.THREADS_OF_MANY);

  /** The same where nothing is revoked, and nobody is told. */
  public VerifyToken(
      Collection<TrustedIssuer> issuers, TokenSettings tokens, KeySettings keys, InstantSource t) {
    this(issuers, tokens, keys, Optional.empty(), t);
  }

  /** The same where nobody is told of anything. */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      Optional<RevokedTokens> revokedTokens,
      InstantSource time) {
    this(trustedIssuers, tokenPolicy, keyPolicy, revokedTokens, time, SecurityEvents.unheard());
  }

  /**
   * Verifies the tokens of these issuers but for those that the application revokes.
   *
   * @param events are told when keys were fetched, and when they could not be
   * @throws IllegalArgumentException if there are {@link TokenProblems}; the message lists all of
   *     them
   */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      Optional<RevokedTokens> revokedTokens,
      InstantSource time,
      SecurityEvents events) {
    this(
        trustedIssuers,
        tokenPolicy,
        keyPolicy,
        revokedTokens,
        time,
        events,
        (parts, ticker) -> IssuerSource.NONE);
  }

  /**
   * The same, and those of issuers that somebody gives who knows more.
   *
   * @throws IllegalArgumentException if there are {@link TokenProblems}
   */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      Optional<RevokedTokens> revokedTokens,
      InstantSource time,
      SecurityEvents events,
      IssuerSource.Making more) {
    List<String> problems = TokenProblems.of(trustedIssuers, tokenPolicy, keyPolicy);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.maximumLength = tokenPolicy.maximumLength();
    this.clocks = Clocks.of(time);
    this.background = IssuerParts.background(Math.max(1, trustedIssuers.size()));
    this.cache =
        tokenPolicy.cacheBytes() == 0
            ? Optional.empty()
            : Optional.of(new TokenCache(tokenPolicy.cacheBytes(), clocks));
    this.listening =
        cache.flatMap(known -> revokedTokens.map(tokens -> tokens.onRevocation(known::forget)));
    IssuerParts parts =
        new IssuerParts(tokenPolicy, keyPolicy, revokedTokens, cache, clocks, events, background);
    this.issuers =
        new KnownIssuers(
            trustedIssuers, parts, more.of(parts.ofMany(backgroundOfMany), clocks.ticker()));
  }

  /** Verifies one token, as {@link #verify(PresentedToken, String, IssuerTrust)}. */
  public AccessToken verify(String token, String resourceIdentifier, Set<String> trustedIssuers)
      throws InvalidTokenException {
    return verify(PresentedToken.of(token), resourceIdentifier, IssuerTrust.of(trustedIssuers));
  }

  /**
   * Verifies what comes where nothing comes but what this issuer decides about. What the
   * application verifies may look like a JWT, and is not read as one.
   *
   * @throws InvalidTokenException as {@link #verify(PresentedToken, String, IssuerTrust)}
   */
  public AccessToken verifyOf(String issuer, PresentedToken token, String resourceIdentifier)
      throws InvalidTokenException {
    IssuerTrust trust = IssuerTrust.of(Set.of(issuer));
    return verify(token, resourceIdentifier, trust, issuers.verifiedByApplication(issuer));
  }

  /**
   * Fetches the keys of all configured issuers anew, in the background, as often as they may be
   * fetched.
   */
  public void refreshKeys() {
    issuers.keys().values().forEach(keys -> background.execute(keys::refresh));
  }

  /**
   * Verifies one token.
   *
   * @param token the token as the client sent it, without its scheme
   * @param resourceIdentifier the resource that the token must be meant for
   * @param trust whose tokens this request may bring
   * @return what the token says
   * @throws InvalidTokenException if the token is refused
   * @throws KeysUnavailableException if it could not be checked
   * @throws TokenUncheckedException if nobody could tell what it says
   * @throws io.github.jerseymcp.ask.UnansweredException if nobody could tell whose it is
   */
  public AccessToken verify(PresentedToken token, String resourceIdentifier, IssuerTrust trust)
      throws InvalidTokenException {
    return verify(token, resourceIdentifier, trust, null);
  }

  private AccessToken verify(
      PresentedToken token,
      String resourceIdentifier,
      IssuerTrust trust,
      @Nullable OpaqueTokens alone)
      throws InvalidTokenException {
    if (token.length() > maximumLength) {
      throw new InvalidTokenException(TokenFault.TOO_LONG);
    }
    long now = clocks.now().getEpochSecond();
    String trusted = null;
    try {
      OpaqueTokens opaque =
          alone == null ? issuers.askedAbout(token, trust.configured(), maximumLength) : alone;
      if (opaque != null) {
        trusted = opaque.issuer();
        return opaque.verify(token, resourceIdentifier, now);
      }
      CachedToken known = cache.isPresent() ? cache.get().find(token.hash()) : null;
      if (known != null) {
        AccessToken read = known.read().token();
        IssuerVerifier before = issuers.verifier(read.issuer(), trust);
        trusted = before.identifier();
        if (before.hasVerified(known)) {
          if (before.verifyAgain(known, token, resourceIdentifier, now)) {
            return read;
          }
          cache.get().forget(token.hash(), known);
        }
      }
      CompactJws jws = CompactJws.parse(token.text(), maximumLength);
      if (!(jws.payload().get("iss") instanceof String name)) {
        throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, "iss");
      }
      IssuerVerifier issuer = issuers.verifier(name, trust);
      trusted = issuer.identifier();
      OpaqueTokens every = issuers.everyTokenOf(name);
      return every == null
          ? issuer.verify(jws, token, resourceIdentifier, now)
          : every.verify(token, resourceIdentifier, now);
    } catch (MalformedJoseException e) {
      throw new InvalidTokenException(TokenFault.MALFORMED);
    } catch (InvalidTokenException e) {
      throw trusted == null ? e : e.from(trusted);
    } catch (KeysUnavailableException e) {
      throw trusted == null ? e : e.from(trusted);
    }
  }

  /** Whether an issuer has signed this, whatever it is. Throws if its keys cannot be had. */
  public boolean hasSigned(String issuer, CompactJws jws) {
    return issuers.hasSigned(issuer, jws);
  }

  /** The issuers that are asked about tokens, by their identifiers. */
  public Map<String, ObservedQuestions> questions() {
    return Collections.unmodifiableMap(issuers.questions());
  }

  /** Those that the configuration does not list. */
  public IssuerSource source() {
    return issuers.source();
  }

  /** The keys of each issuer that verify something, by its identifier. */
  public Map<String, ObservedKeys> keys() {
    return Collections.unmodifiableMap(issuers.keys());
  }

  /** The tokens that are remembered as verified, unless none ever are. */
  public Optional<ObservedTokens> cached() {
    return cache.map(known -> known);
  }

  /** Ends the background work and forgets the verified tokens. Tokens can still be verified. */
  @Override
  public void close() {
    listening.ifPresent(RevokedTokens.Listening::close);
    background.shutdownNow();
    backgroundOfMany.shutdownNow();
    cache.ifPresent(TokenCache::clear);
    issuers.clear();
  }

  /** How many tokens are remembered as verified. */
  long remembered() {
    return cache.map(TokenCache::size).orElse(0L);
  }
}
