package io.github.jerseymcp.token;

import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.introspection.TokenAnswer;
import io.github.jerseymcp.introspection.TokenQuestions;
import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens of one issuer that others are asked about (RFC 7662). What is told of a token is
 * checked as its claims would be if it were a JWT, at each request anew. Thread-safe.
 */
final class OpaqueTokens {

  private static final Set<String> SENT_AS = Set.of("bearer", "dpop");
  private static final Set<String> ACCESS_TOKENS = Set.of("access", "access_token");

  private final String issuer;
  private final boolean everyToken;
  private final boolean verifiedByApplication;
  private final TokenQuestions<TokenClaims> questions;
  private final ClaimReader claims;
  private final IssuerVerifier verifier;

  OpaqueTokens(
      IssuerSettings issuer,
      Introspection how,
      TokenSettings policy,
      IssuerVerifier verifier,
      TokenQuestions<TokenClaims> questions) {
    this.issuer = issuer.issuer();
    this.everyToken = how.hasEveryToken();
    this.verifiedByApplication = how.isVerifiedByApplication();
    this.claims = new ClaimReader(ofAnswers(issuer, how), policy);
    this.verifier = verifier;
    this.questions = questions;
  }

  /**
   * RFC 7662 section 2.2 has few claims, and names for scopes and client of its own. What it lets
   * be missing may be; a claim of which it says nothing is one that somebody has asked for.
   */
  private static IssuerSettings ofAnswers(IssuerSettings issuer, Introspection how) {
    Set<String> required = new LinkedHashSet<>(issuer.requiredClaims());
    required.removeAll(Set.of("iat", "jti", "client_id"));
    required.removeAll(issuer.clientIdClaims());
    required.addAll(how.requiredClaims());
    return issuer.with(
        draft -> {
          draft.requiredClaims = required;
          draft.scopeClaims = and(issuer.scopeClaims(), "scope");
          draft.clientIdClaims = and(issuer.clientIdClaims(), "client_id");
        });
  }

  private static List<String> and(List<String> names, String name) {
    List<String> all = new ArrayList<>(names);
    if (!all.contains(name)) {
      all.add(name);
    }
    return all;
  }

  String issuer() {
    return issuer;
  }

  /** Whether a token is to be asked about without a look at what it says of itself. */
  boolean isOpaque(PresentedToken token, int maximumLength) throws MalformedJoseException {
    return token.isOpaque()
        || (everyToken && (questions.knows(token.hash()) || !isJwt(token, maximumLength)));
  }

  private static boolean isJwt(PresentedToken token, int maximumLength) {
    try {
      CompactJws.parse(token.text(), maximumLength);
      return true;
    } catch (MalformedJoseException e) {
      return false;
    }
  }

  /** Whether JWTs are asked about too. */
  boolean hasEveryToken() {
    return everyToken;
  }

  /** Whether the application is asked, and nobody else. */
  boolean isVerifiedByApplication() {
    return verifiedByApplication;
  }

  TokenQuestions<TokenClaims> questions() {
    return questions;
  }

  AccessToken verify(PresentedToken token, String resourceIdentifier, long now)
      throws InvalidTokenException, MalformedJoseException {
    TokenAnswer<TokenClaims> answer = questions.ask(token.hash(), token::text, now * 1000);
    if (!answer.isActive()) {
      throw new InvalidTokenException(TokenFault.INACTIVE);
    }
    TokenClaims known = answer.read();
    if (known == null) {
      Map<String, Object> told = ofIssuer(answer.claims());
      known = claims.complete(claims.read(told, resourceIdentifier, now));
      answer.remember(known);
    } else {
      claims.check(known, resourceIdentifier, now);
    }
    verifier.checkRevocation(known.token(), token, now);
    return known.token();
  }

  /** Refuses what is of another issuer, or no access token, before the claims are looked at. */
  private Map<String, Object> ofIssuer(Map<String, Object> told) throws InvalidTokenException {
    if (told.containsKey("iss") && !issuer.equals(told.get("iss"))) {
      throw InvalidTokenException.ofClaim(TokenFault.UNKNOWN_ISSUER, "iss");
    }
    checkOneOf(told, "token_type", SENT_AS);
    checkOneOf(told, "token_use", ACCESS_TOKENS);
    boolean boundToKey =
        told.get("cnf") instanceof Map<?, ?> confirmation && confirmation.containsKey("jkt");
    if (told.get("token_type") instanceof String type
        && boundToKey != type.equalsIgnoreCase("dpop")) {
      throw InvalidTokenException.ofClaim(TokenFault.TYPE, "token_type");
    }
    Map<String, Object> claims = new LinkedHashMap<>(told);
    claims.put("iss", issuer);
    return claims;
  }

  private static void checkOneOf(Map<String, Object> told, String name, Set<String> good)
      throws InvalidTokenException {
    if (told.containsKey(name)
        && !(told.get(name) instanceof String text
            && good.stream().anyMatch(text::equalsIgnoreCase))) {
      throw InvalidTokenException.ofClaim(TokenFault.TYPE, name);
    }
  }
}
