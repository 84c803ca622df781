package io.github.jerseymcp.token;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.introspection.ObservedQuestions;
import io.github.jerseymcp.introspection.TokenUncheckedException;
import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.time.Clocks;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  private final Map<String, IssuerVerifier> issuers = new LinkedHashMap<>();
  private final Map<String, OpaqueTokens> asked = new LinkedHashMap<>();
  private final Map<String, ObservedKeys> keys = new LinkedHashMap<>();
  private final Map<String, ObservedQuestions> questions = new LinkedHashMap<>();
  private final int maximumLength;
  private final Optional<TokenCache> cache;
  private final Clocks clocks;
  private final Optional<RevokedTokens.Listening> listening;
  private final ExecutorService background;

  /** The same where nothing is revoked, and nobody is told. */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      InstantSource time) {
    this(trustedIssuers, tokenPolicy, keyPolicy, Optional.empty(), time);
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
    List<String> problems = TokenProblems.of(trustedIssuers, tokenPolicy, keyPolicy);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.maximumLength = tokenPolicy.maximumLength();
    this.clocks = Clocks.of(time);
    this.background = IssuerParts.background(trustedIssuers.size());
    this.cache =
        tokenPolicy.cacheBytes() == 0
            ? Optional.empty()
            : Optional.of(new TokenCache(tokenPolicy.cacheBytes(), clocks));
    this.listening =
        cache.flatMap(known -> revokedTokens.map(tokens -> tokens.onRevoke(known::forget)));
    IssuerParts parts =
        new IssuerParts(tokenPolicy, keyPolicy, revokedTokens, cache, clocks, events, background);
    for (TrustedIssuer trusted : trustedIssuers) {
      add(trusted.settings(), parts);
    }
  }

  private void add(IssuerSettings issuer, IssuerParts parts) {
    String name = issuer.issuer();
    IssuerKeys own = parts.keys(issuer);
    IssuerVerifier verifier = parts.verifier(issuer, own);
    issuers.put(name, verifier);
    Optional<Introspection> how = issuer.introspection();
    if (how.isEmpty() || how.get().needsKeys()) {
      keys.put(name, own);
    }
    if (how.isPresent()) {
      OpaqueTokens opaque = parts.opaque(issuer, how.get(), verifier);
      asked.put(name, opaque);
      questions.put(name, opaque.questions());
    }
  }

  /** Verifies one token, as {@link #verify(PresentedToken, String, Set)}. */
  public AccessToken verify(String token, String resourceIdentifier, Set<String> trustedIssuers)
      throws InvalidTokenException {
    return verify(PresentedToken.of(token), resourceIdentifier, trustedIssuers);
  }

  /**
   * Verifies what comes where nothing comes but what this issuer decides about. What the
   * application verifies may look like a JWT, and is not read as one.
   *
   * @throws InvalidTokenException as {@link #verify(PresentedToken, String, Set)}
   */
  public AccessToken verifyOf(String issuer, PresentedToken token, String resourceIdentifier)
      throws InvalidTokenException {
    OpaqueTokens opaque = asked.get(issuer);
    if (opaque == null || !opaque.isVerifiedByApplication()) {
      return verify(token, resourceIdentifier, Set.of(issuer));
    }
    return verify(token, resourceIdentifier, Set.of(issuer), opaque);
  }

  /**
   * Verifies one token.
   *
   * @param token the token as the client sent it, without its scheme
   * @param resourceIdentifier the resource that the token must be meant for
   * @param trustedIssuers which of the configured issuers this resource trusts
   * @return what the token says
   * @throws InvalidTokenException if the token is refused
   * @throws KeysUnavailableException if it could not be checked
   * @throws TokenUncheckedException if nobody could tell what it says
   */
  public AccessToken verify(
      PresentedToken token, String resourceIdentifier, Set<String> trustedIssuers)
      throws InvalidTokenException {
    return verify(token, resourceIdentifier, trustedIssuers, null);
  }

  private AccessToken verify(
      PresentedToken token,
      String resourceIdentifier,
      Set<String> trustedIssuers,
      @Nullable OpaqueTokens alone)
      throws InvalidTokenException {
    if (token.length() > maximumLength) {
      throw new InvalidTokenException(TokenFault.TOO_LONG);
    }
    long now = clocks.now().getEpochSecond();
    String trusted = null;
    try {
      OpaqueTokens opaque = alone;
      if (opaque == null && !asked.isEmpty()) {
        opaque = askedAbout(token, trustedIssuers);
      }
      if (opaque != null) {
        trusted = opaque.issuer();
        return opaque.verify(token, resourceIdentifier, now);
      }
      if (cache.isPresent()) {
        CachedToken known = cache.get().find(token.hash());
        if (known != null) {
          AccessToken read = known.read().token();
          IssuerVerifier before = issuer(read.issuer(), trustedIssuers);
          trusted = read.issuer();
          if (before.verifyAgain(known, resourceIdentifier, now)) {
            return read;
          }
          cache.get().forget(token.hash(), known);
        }
      }
      CompactJws jws = CompactJws.parse(token.text(), maximumLength);
      if (!(jws.payload().get("iss") instanceof String name)) {
        throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, "iss");
      }
      IssuerVerifier issuer = issuer(name, trustedIssuers);
      trusted = name;
      OpaqueTokens every = asked.get(name);
      if (every != null && every.hasEveryToken()) {
        return every.verify(token, resourceIdentifier, now);
      }
      return issuer.verify(jws, token, resourceIdentifier, now);
    } catch (MalformedJoseException e) {
      throw new InvalidTokenException(TokenFault.MALFORMED);
    } catch (InvalidTokenException e) {
      throw trusted == null ? e : e.from(trusted);
    } catch (KeysUnavailableException e) {
      throw trusted == null ? e : e.from(trusted);
    }
  }

  /** The issuer that an opaque token is believed to be of: the one that may have some. */
  private @Nullable OpaqueTokens askedAbout(PresentedToken token, Set<String> trustedIssuers)
      throws MalformedJoseException {
    for (OpaqueTokens opaque : asked.values()) {
      if (trustedIssuers.contains(opaque.issuer())) {
        return opaque.isOpaque(token, maximumLength) ? opaque : null;
      }
    }
    return null;
  }

  /** The issuers that are asked about tokens, by their identifiers. */
  public Map<String, ObservedQuestions> questions() {
    return Collections.unmodifiableMap(questions);
  }

  /** The keys of each issuer that verify something, by its identifier. */
  public Map<String, ObservedKeys> keys() {
    return Collections.unmodifiableMap(keys);
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
    cache.ifPresent(TokenCache::clear);
    asked.values().forEach(opaque -> opaque.questions().clear());
  }

  /** How many tokens are remembered as verified. */
  long remembered() {
    return cache.map(TokenCache::size).orElse(0L);
  }

  private IssuerVerifier issuer(String name, Set<String> trustedIssuers)
      throws InvalidTokenException {
    IssuerVerifier issuer = issuers.get(name);
    if (issuer == null || !trustedIssuers.contains(name)) {
      throw new InvalidTokenException(TokenFault.UNKNOWN_ISSUER);
    }
    return issuer;
  }
}
