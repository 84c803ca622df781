package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Asks an independent verifier, Nimbus's, about the same tokens of each profile: good ones, and
 * ones with up to three mutations and damage to the whole, from fixed seeds. What is accepted here
 * and refused there must have a reason that is written down here.
 *
 * <p>{@code -Dtokens.compared=200000} compares more.
 */
@Tag("once")
class TokenDifferenceTest {

  private static final int TOKENS = Integer.getInteger("tokens.compared", 20_000);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final String EXTRA = "api://notes";
  private static final List<String> UNREAD = List.of("jku", "cty");
  private static final TokenMutation[] MUTATIONS = TokenMutation.values();
  private static final TestIssuer MAKER = TestIssuer.start("ES256", () -> NOW);
  private static final List<SigningKey> KEYS =
      List.of(
          SigningKey.generate("ES256", "key-0"),
          SigningKey.generate("ES384", "key-1"),
          SigningKey.generate("RS256", "key-2"),
          SigningKey.generate("PS256", "key-3"));
  private static final JWKSet JWKS = new JWKSet(KEYS.stream().map(SigningKey::publicJwk).toList());
  private static final SigningKey STRANGER = SigningKey.generate("ES256", "key-0");

  /** Why we accept what the other verifier refuses. */
  private enum Reason {
    /** RFC 3986 section 6.2.2: scheme and host are the same in any case. */
    AUDIENCE_AS_URL,
    /**
     * RFC 7519 section 4.1.5: "on or after"; the other leaves the last second of the leeway out.
     */
    EDGE_OF_LEEWAY,
    /** RFC 7515 section 4: what says where keys are, or what is inside, is not looked at. */
    UNREAD_HEADER
  }

  /**
   * The tokens of one preset.
   *
   * @param issuer how we are told of it
   * @param types what the other verifier is told of {@code typ}; null for none
   * @param required the claims that it is told to require
   * @param shape makes a good token of it
   */
  private record Profile(
      String name,
      TrustedIssuer issuer,
      Set<JOSEObjectType> types,
      Set<String> required,
      UnaryOperator<TestToken> shape) {}

  private static final Set<JOSEObjectType> ACCESS_TOKENS =
      Set.of(new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));
  private static final Set<JOSEObjectType> JWTS =
      Set.of(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"));

  private static final List<Profile> PROFILES =
      List.of(
          new Profile(
              "RFC 9068",
              TrustedIssuer.of("https://as.example.com"),
              ACCESS_TOKENS,
              Set.of("iss", "aud", "exp", "sub", "client_id", "iat", "jti"),
              token -> token),
          new Profile(
              "Keycloak",
              TrustedIssuer.keycloak("https://keycloak.example.com/realms/a"),
              JWTS,
              Set.of("iss", "aud", "exp", "sub", "iat", "jti"),
              token -> token.header("typ", "JWT").claim("typ", "Bearer").claim("azp", "app")),
          new Profile(
              "Entra",
              TrustedIssuer.entra("4a3f8d0e-5a43-4d21-9c4d-0f5f0f3c1f10"),
              JWTS,
              Set.of("iss", "aud", "exp", "sub", "iat", "azp"),
              token ->
                  token
                      .header("typ", "JWT")
                      .claim("ver", "2.0")
                      .claim("azp", "app")
                      .claim("scp", "read")
                      .without("client_id")
                      .without("scope")),
          new Profile(
              "Auth0",
              TrustedIssuer.auth0("example.eu.auth0.com"),
              JWTS,
              Set.of("iss", "aud", "exp", "sub", "iat"),
              token -> token.header("typ", "JWT").claim("azp", "app").without("client_id")),
          new Profile(
              "Okta",
              TrustedIssuer.okta("https://example.okta.com/oauth2/default"),
              withNone(JWTS),
              Set.of("iss", "aud", "exp", "sub", "iat", "jti", "cid"),
              token ->
                  token
                      .withoutHeader("typ")
                      .claim("cid", "app")
                      .claim("scp", List.of("read"))
                      .without("client_id")
                      .without("scope")));

  private static final List<Judge> JUDGES = PROFILES.stream().map(Judge::new).toList();

  private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
  private final Map<Reason, AtomicInteger> reasons = new ConcurrentHashMap<>();

  @AfterAll
  static void stop() {
    JUDGES.forEach(judge -> judge.ours.close());
    MAKER.close();
  }

  @Test
  void acceptsNothingThatAnotherVerifierRefusesWithoutAReason() {
    List<String> unexplained =
        IntStream.range(0, TOKENS)
            .parallel()
            .mapToObj(this::compare)
            .flatMap(Optional::stream)
            .toList();

    System.out.printf(
        "Tokens against Nimbus: %d, by outcome %s, accepted here alone by reason %s%n",
        TOKENS, new TreeMap<>(outcomes), new TreeMap<>(reasons));
    assertThat(unexplained).isEmpty();
    assertThat(count("both accept")).isGreaterThan(TOKENS / 5);
    assertThat(count("both refuse")).isGreaterThan(TOKENS / 5);
    // The rarest is seen by one token in five thousand.
    assertThat(reasons.keySet())
        .as("known differences that were not seen")
        .hasSizeGreaterThanOrEqualTo(TOKENS < 20_000 ? 0 : Reason.values().length);
  }

  private int count(String outcome) {
    return outcomes.getOrDefault(outcome, new AtomicInteger()).get();
  }

  private Optional<String> compare(int seed) {
    Random random = new Random(seed);
    Judge judge = JUDGES.get(seed % JUDGES.size());
    List<TokenMutation> mutations = new ArrayList<>();
    String token = judge.made(random, mutations);
    Optional<String> ours = judge.refusedByUs(token);
    Optional<String> again = judge.refusedByUs(token);
    Optional<String> theirs = judge.refusedByThem(token);
    String what = "seed " + seed + " " + judge.profile.name() + " " + mutations + ": ";
    if (!ours.equals(again)) {
      return Optional.of(what + "first " + ours + ", then " + again);
    }
    String outcome =
        ours.isEmpty()
            ? (theirs.isEmpty() ? "both accept" : "we alone accept")
            : (theirs.isEmpty() ? "they alone accept" : "both refuse");
    outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    if (ours.isPresent() || theirs.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reason> reason = judge.reason(token);
    reason.ifPresent(
        one -> reasons.computeIfAbsent(one, key -> new AtomicInteger()).incrementAndGet());
    return reason.isPresent() ? Optional.empty() : Optional.of(what + theirs.get() + " " + token);
  }

  private static Set<JOSEObjectType> withNone(Set<JOSEObjectType> types) {
    Set<JOSEObjectType> all = new HashSet<>(types);
    all.add(null);
    return all;
  }

  /** Both verifiers for one profile. Thread-safe. */
  private static final class Judge implements TokenMutation.World {

    private final Profile profile;
    private final VerifyToken ours;
    private final DefaultJWTProcessor<SecurityContext> theirs = new DefaultJWTProcessor<>();

    Judge(Profile profile) {
      this.profile = profile;
      TrustedIssuer trusted = profile.issuer().withKeys(JWKS).withAudiences(EXTRA);
      this.ours =
          new VerifyToken(
              List.of(trusted), TokenSettings.defaults(), KeySettings.defaults(), () -> NOW);
      Set<JWSAlgorithm> algorithms =
          trusted.settings().algorithms().stream()
              .map(JWSAlgorithm::parse)
              .collect(Collectors.toSet());
      theirs.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(profile.types()));
      theirs.setJWSKeySelector(
          new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(JWKS)));
      DefaultJWTClaimsVerifier<SecurityContext> claims =
          new DefaultJWTClaimsVerifier<>(
              Set.of(RESOURCE, EXTRA),
              new JWTClaimsSet.Builder().issuer(trusted.issuer()).build(),
              profile.required(),
              Set.of()) {
            @Override
            protected Date currentTime() {
              return Date.from(NOW);
            }
          };
      claims.setMaxClockSkew(30);
      theirs.setJWTClaimsSetVerifier(claims);
    }

    String made(Random random, List<TokenMutation> mutations) {
      SigningKey key = KEYS.get(random.nextInt(20) > 0 ? 0 : random.nextInt(KEYS.size()));
      TestToken token =
          profile
              .shape()
              .apply(
                  MAKER
                      .token()
                      .claim("iss", profile.issuer().issuer())
                      .audience(random.nextBoolean() ? RESOURCE : EXTRA)
                      .scope("read")
                      .claim("jti", "id-" + random.nextInt())
                      .signedBy(key));
      // A profile says itself whether there is a type.
      for (int i = random.nextInt(4); i > 0; i--) {
        TokenMutation mutation = MUTATIONS[random.nextInt(MUTATIONS.length)];
        mutation.apply(token, random, this);
        mutations.add(mutation);
      }
      String signed = token.sign();
      return random.nextInt(8) == 0 ? TokenMutation.spoiled(signed, random) : signed;
    }

    /** Why we refuse a token; empty if we do not. */
    Optional<String> refusedByUs(String token) {
      try {
        AccessToken verified = ours.verify(token, RESOURCE, Set.of(profile.issuer().issuer()));
        return verified.subject().isEmpty() ? Optional.of("no subject") : Optional.empty();
      } catch (InvalidTokenException e) {
        return Optional.of(e.fault().name());
      }
    }

    Optional<String> refusedByThem(String token) {
      try {
        var unused = theirs.process(SignedJWT.parse(token), null);
        return Optional.empty();
      } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    /** Which of the known reasons a token has, without which it would be accepted there too. */
    Optional<Reason> reason(String token) {
      Map<String, Object> claims = partOf(token, 1);
      if (isOddAudience(claims.get("aud"))) {
        return Optional.of(Reason.AUDIENCE_AS_URL);
      }
      boolean edge =
          claims.get("nbf") instanceof Number nbf && nbf.longValue() == NOW.getEpochSecond() + 30;
      Map<String, Object> header = partOf(token, 0);
      if (UNREAD.stream().anyMatch(header::containsKey)) {
        return Optional.of(Reason.UNREAD_HEADER);
      }
      return edge ? Optional.of(Reason.EDGE_OF_LEEWAY) : Optional.empty();
    }

    private static boolean isOddAudience(Object audience) {
      List<?> all = audience instanceof List<?> list ? list : List.of(audience);
      return !all.contains(RESOURCE)
          && !all.contains(EXTRA)
          && all.stream()
              .map(one -> withPlainAuthority(String.valueOf(one)))
              .anyMatch(Set.of(RESOURCE, EXTRA)::contains);
    }

    private static String withPlainAuthority(String url) {
      int authority = url.indexOf("://");
      int path = authority < 0 ? 0 : url.indexOf('/', authority + 3);
      int end = path < 0 ? url.length() : path;
      return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
    }

    @Override
    public long now() {
      return NOW.getEpochSecond();
    }

    @Override
    public String resource() {
      return RESOURCE;
    }

    @Override
    public List<String> audiences() {
      return List.of(
          RESOURCE,
          EXTRA,
          "https://other.example",
          "https://mcp.example.com/mcp/",
          "https://mcp.example.com",
          "HTTPS://MCP.Example.com/mcp",
          "https://mcp.example.com:443/mcp",
          "https://mcp.example.com/MCP",
          "https://mcp.example.com/mcp?x",
          "API://notes",
          "");
    }

    @Override
    public List<String> others() {
      String own = profile.issuer().issuer();
      return List.of(own, own + "/", own.toUpperCase(Locale.ROOT), "https://evil.example", "");
    }

    @Override
    public SigningKey stranger() {
      return STRANGER;
    }

    @Override
    public List<String> claims() {
      return List.of(
          "iss",
          "aud",
          "exp",
          "sub",
          "iat",
          "jti",
          "nbf",
          "client_id",
          "azp",
          "cid",
          "scp",
          "scope",
          "typ",
          "ver",
          "cnf");
    }
  }

  /** The header or the claims of a token that was accepted. */
  private static Map<String, Object> partOf(String token, int part) {
    try {
      return JSONObjectUtils.parse(Base64URL.from(token.split("\\.", -1)[part]).decodeToString());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
