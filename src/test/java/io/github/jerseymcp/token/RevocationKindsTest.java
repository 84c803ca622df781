package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of revocation refuses, and until when. */
class RevocationKindsTest {

  private static final String ISSUER = "https://auth.example.com";
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final MutableTime time = new MutableTime(NOON);
  private final RevokedTokens revoked = RevokedTokens.create(time);

  /** A token of alice: columns are jti, sid, sub, client, and iat in seconds after noon. */
  @ParameterizedTest(name = "{0} {1} refuses {2} {3} {4} {5} {6}: {7}")
  @CsvSource({
    "TOKEN, one, one, s, alice, app, 9, true",
    "TOKEN, one, two, s, alice, app, 9, false",
    "TOKEN, one, , one, one, one, 9, false",
    "SESSION, s, one, s, alice, app, 9, true",
    "SESSION, s, one, t, alice, app, 9, false",
    "SESSION, s, one, , alice, app, 9, false",
    "SUBJECT, alice, one, s, alice, app, -1, true",
    "SUBJECT, alice, one, s, alice, app, 0, true",
    "SUBJECT, alice, one, s, alice, app, 1, false",
    "SUBJECT, alice, one, s, alice, app, , true",
    "SUBJECT, alice, one, s, bob, alice, -1, false",
    "SUBJECT_WITHOUT_SESSION, alice, one, , alice, app, -1, true",
    "SUBJECT_WITHOUT_SESSION, alice, one, s, alice, app, -1, false",
    "SUBJECT_WITHOUT_SESSION, alice, one, , alice, app, 1, false",
    "CLIENT, app, one, s, alice, app, -1, true",
    "CLIENT, app, one, s, alice, app, , true",
    "CLIENT, app, one, s, alice, app, 1, false",
    "CLIENT, app, one, s, app, , -1, false",
    "ISSUER, , one, s, alice, app, 0, true",
    "ISSUER, , one, s, alice, app, , true",
    "ISSUER, , one, s, alice, app, 1, false"
  })
  void refusesWhatItNames(
      Revocation.Kind kind,
      String name,
      String jti,
      String sid,
      String sub,
      String client,
      Integer iat,
      boolean refused) {
    Map<String, Object> claims = new HashMap<>();
    put(claims, "jti", jti);
    put(claims, "sid", sid);
    put(claims, "sub", sub);
    if (iat != null) {
      claims.put("iat", NOON.getEpochSecond() + iat);
    }
    revoked.revoke(new Revocation(kind, ISSUER, name == null ? "" : name, NOON, Instant.EPOCH));

    assertThat(revoked.isRevoked(token(ISSUER, claims, client))).isEqualTo(refused);
    assertThat(revoked.isRevoked(token("https://other.example", claims, client))).isFalse();
  }

  @Test
  void namesATokenWithoutIdentifierByItsDigestAlone() {
    revoked.revoke(Revocation.ofTokenText(ISSUER, "a.b.c"));
    String digest = Revocation.ofTokenText(ISSUER, "a.b.c").name();

    assertThat(
            revoked.isRevoked(RevocableToken.of(ISSUER, "a", Optional.empty(), Map.of(), digest)))
        .isTrue();
    assertThat(revoked.isRevoked(RevocableToken.of(ISSUER, "a", Optional.empty(), Map.of(), "x")))
        .isFalse();
  }

  @Test
  void countsUntilTheLaterMomentAndTheSubjectOfEitherClaim() {
    revoked.revoke(Revocation.ofSubject(ISSUER, "pairwise", NOON));
    revoked.revoke(Revocation.ofSubject(ISSUER, "pairwise", NOON.minusSeconds(60)));
    Map<String, Object> claims = Map.of("sub", "pairwise", "iat", NOON.getEpochSecond());

    assertThat(revoked.isRevoked(RevocableToken.of(ISSUER, "oid", Optional.empty(), claims, "")))
        .isTrue();
  }

  @Test
  void remembersAMomentForTheLifeOfATokenAfterIt() {
    revoked.revoke(Revocation.ofSubject(ISSUER, "alice", NOON.plusSeconds(3600)));
    RevocableToken token = token(ISSUER, Map.of("sub", "alice", "iat", NOON.getEpochSecond()), "");

    time.advance(Duration.ofHours(25).minusMillis(1));
    assertThat(revoked.isRevoked(token)).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(revoked.isRevoked(token)).isFalse();
  }

  @Test
  void keepsIdentifiersOfAnyLengthAndCharacterAsTheirHash() {
    String strange = "caf\u00e9 \0 " + "x".repeat(20_000);
    Revocation revocation = Revocation.ofToken(ISSUER, strange);
    revoked.revoke(revocation);

    assertThat(revocation.name()).hasSize(44).startsWith("#");
    assertThat(revoked.isRevoked(ISSUER, strange)).isTrue();
    assertThat(revoked.isRevoked(ISSUER, strange + "x")).isFalse();
    assertThat(revocation).hasToString("Revocation[TOKEN]");
  }

  @Test
  void namesAnIssuerAndSomething() {
    assertThatIllegalArgumentException().isThrownBy(() -> Revocation.ofSession("", "s"));
    assertThatIllegalArgumentException().isThrownBy(() -> Revocation.ofSession(ISSUER, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Revocation.ofTokenText(ISSUER, "caf\u00e9"));
  }

  private static RevocableToken token(String issuer, Map<String, Object> claims, String client) {
    String subject = claims.get("sub") instanceof String text ? text : "nobody";
    return RevocableToken.of(issuer, subject, Optional.ofNullable(client), claims, "");
  }

  private static void put(Map<String, Object> claims, String name, String value) {
    if (value != null) {
      claims.put(name, value);
    }
  }
}
