package io.github.jerseymcp.server;

import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.metrics.MicrometerEvents;
import io.github.jerseymcp.token.TrustedIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** A sort of request to {@code /mcp}: what it sends, and what it gets. */
public enum RequestKind {
  /** An application without the feature, which gets the token too. */
  UNPROTECTED(200),
  /** A token in the cache. */
  BEARER(200),
  /** The same where the issuer is asked about opaque tokens. */
  BEARER_BESIDE_OPAQUE(200),
  /** An opaque token, about which the answer is remembered. */
  OPAQUE(200),
  /** A token in the cache where the requests of each caller are counted. */
  RATED(200),
  /** The same of a caller that has used up its rate. */
  TOO_OFTEN(429),
  /** The same for a method that asks how and when the user has signed in. */
  SIGNED_IN(200),
  /** The same of a user who must sign in again. */
  SIGN_IN_AGAIN(401),
  /** A token in the cache, and a listener that counts. */
  BEARER_COUNTED(200),
  /** A token in the cache, and {@link MicrometerEvents} in a registry in memory. */
  BEARER_METERED(200),
  /** A token that is verified each time, since there is no cache. */
  BEARER_COLD(200),
  /** A token in the cache, and a proof that was never seen. */
  DPOP(200),
  /** The same without a cache. */
  DPOP_COLD(200),
  /** The metadata document. */
  METADATA(200),
  /** Nothing. */
  NO_CREDENTIALS(401),
  /** No token at all under the scheme Bearer. */
  GARBAGE_TOKEN(401),
  /** A token with the signature of another, seen for the first time. */
  FORGED_TOKEN(401),
  /** A token that expired. */
  EXPIRED(401),
  /** A token for another resource. */
  WRONG_AUDIENCE(401),
  /** A bound token without its proof. */
  BOUND_AS_BEARER(401),
  /** A good token with no proof in the field. */
  GARBAGE_PROOF(401),
  /** A good token, and a proof with the signature of another. */
  FORGED_PROOF(401),
  /** A good token, and a proof that was used. */
  REPLAYED_PROOF(401),
  /** A good token that lacks the scope of the method. */
  MISSING_SCOPE(403);

  private static final int TOKENS = 2_000;

  final int status;

  RequestKind(int status) {
    this.status = status;
  }

  /** Who is told of each request. */
  List<SecurityEventListener> listeners() {
    LongAdder count = new LongAdder();
    return switch (this) {
      case BEARER_COUNTED -> List.of(event -> count.increment());
      case BEARER_METERED -> List.of(new MicrometerEvents(new SimpleMeterRegistry()));
      default -> List.of();
    };
  }

  /** The configuration with who is told. */
  McpSecurityConfigBuilder listenedTo(McpSecurityConfigBuilder config) {
    for (SecurityEventListener listener : listeners()) {
      config.events(events -> events.withListener(listener));
    }
    return config;
  }

  /** The issuer, and who is asked about its tokens. */
  TrustedIssuer issuer(Wallet wallet) {
    TrustedIssuer issuer = TrustedIssuer.of(Wallet.ISSUER).withKeys(wallet.issuerKeys());
    return switch (this) {
      case BEARER_BESIDE_OPAQUE ->
          issuer.withIntrospection(
              Introspection.ofSecret("notes", "secret").withEndpoint("https://unset.invalid"));
      case OPAQUE -> issuer.withIntrospection(Introspection.ofVerifier(wallet::opaqueClaims));
      default -> issuer;
    };
  }

  boolean cached() {
    return this != BEARER_COLD && this != DPOP_COLD;
  }

  boolean signsIn() {
    return this == SIGNED_IN || this == SIGN_IN_AGAIN;
  }

  boolean provesAnew() {
    return this == DPOP || this == DPOP_COLD;
  }

  /** The {@code Authorization} fields, to be taken in turn; one empty one for none. */
  String[] authorizations(Wallet wallet, String bound, int tokens) {
    return switch (this) {
      case METADATA, NO_CREDENTIALS -> new String[] {""};
      case UNPROTECTED,
          BEARER,
          BEARER_COUNTED,
          BEARER_METERED,
          BEARER_COLD,
          RATED,
          TOO_OFTEN,
          BEARER_BESIDE_OPAQUE ->
          bearers(tokens, wallet::bearer);
      case OPAQUE -> bearers(1, wallet::opaque);
      case SIGNED_IN -> bearers(1, () -> wallet.token(claims -> signIn(claims, 10)));
      case SIGN_IN_AGAIN -> bearers(1, () -> wallet.token(claims -> signIn(claims, 100_000)));
      case GARBAGE_TOKEN -> bearers(1, () -> "garbage");
      case FORGED_TOKEN -> {
        String other = wallet.bearer();
        yield bearers(TOKENS, () -> Wallet.forged(wallet.bearer(), other));
      }
      case EXPIRED ->
          bearers(
              TOKENS,
              () -> wallet.token(claims -> claims.put("exp", Instant.now().getEpochSecond() - 60)));
      case WRONG_AUDIENCE ->
          bearers(
              TOKENS,
              () -> wallet.token(claims -> claims.put("aud", "https://mcp.example.com/other")));
      case BOUND_AS_BEARER -> new String[] {"Bearer " + bound};
      case MISSING_SCOPE ->
          bearers(1, () -> wallet.token(claims -> claims.put("scope", "mcp:tools:read")));
      default -> new String[] {"DPoP " + bound};
    };
  }

  /** The {@code DPoP} fields, to be taken in turn; one empty one for none. */
  String[] proofs(Wallet wallet, String bound, int count) {
    return switch (this) {
      case DPOP, DPOP_COLD -> wallet.proofs(bound, count);
      case GARBAGE_PROOF -> new String[] {"garbage"};
      case FORGED_PROOF -> {
        String[] proofs = wallet.proofs(bound, TOKENS + 1);
        String other = proofs[TOKENS];
        yield Arrays.stream(proofs)
            .limit(TOKENS)
            .map(proof -> Wallet.forged(proof, other))
            .toArray(String[]::new);
      }
      case REPLAYED_PROOF -> wallet.proofs(bound, 1);
      default -> new String[] {""};
    };
  }

  private static void signIn(Map<String, Object> claims, long secondsAgo) {
    claims.put("acr", "gold");
    claims.put("auth_time", Instant.now().getEpochSecond() - secondsAgo);
  }

  private static String[] bearers(int count, java.util.function.Supplier<String> token) {
    String[] fields = new String[count];
    Arrays.setAll(fields, i -> "Bearer " + token.get());
    return fields;
  }
}
