package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.LogFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists of keys that name them badly, or are long: what they cost is bounded, and said. P-19. */
@Tag("once")
class KeyListTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final VerifyToken verify =
      new VerifyToken(
          List.of(TrustedIssuer.of(issuer.issuer())),
          TokenSettings.defaults(),
          KeySettings.defaults(),
          time);

  @AfterEach
  void stop() {
    verify.close();
    issuer.close();
  }

  @Test
  void whereNoKeyHasAnIdentifierThatOfATokenSaysNothingP19() {
    SigningKey one = key("one");
    SigningKey two = key("two");
    issuer.publish(nameless(one), nameless(two));

    assertThat(fault(signed(one))).isNull();
    assertThat(fault(signed(two))).isNull();
    assertThat(fault(signed(two).withoutHeader("kid"))).isNull();
    assertThat(fault(signed(key("three")))).isEqualTo(TokenFault.SIGNATURE);
  }

  @Test
  void whereSomeHaveOneItDecidesP19() {
    SigningKey one = key("one");
    SigningKey two = key("two");
    issuer.publish(one.publicJwk(), nameless(two));

    assertThat(fault(signed(one))).isNull();
    assertThat(fault(signed(two))).isEqualTo(TokenFault.UNKNOWN_KEY);
    assertThat(fault(signed(two).withoutHeader("kid"))).isNull();
  }

  @Test
  void ofKeysWithOneIdentifierFiveAreTriedAndItIsSaidP19() {
    long log = LogFile.size();
    List<SigningKey> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      keys.add(key("same"));
    }
    issuer.publish(keys.stream().map(SigningKey::publicJwk).toArray(JWK[]::new));

    assertThat(fault(signed(keys.get(0)))).isNull();
    assertThat(fault(signed(keys.get(4)))).isNull();
    assertThat(fault(signed(keys.get(5)))).isEqualTo(TokenFault.SIGNATURE);
    assertThat(LogFile.from(log)).contains("up to 6 have the same identifier");
  }

  @Test
  void ofKeysWithoutIdentifierFiveAreTriedAndItIsSaidOnceP19() {
    long log = LogFile.size();
    SigningKey[] keys = new SigningKey[7];
    JWK[] published = new JWK[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key("k" + i);
      published[i] = nameless(keys[i]);
    }
    issuer.publish(published);

    assertThat(fault(signed(keys[4]))).isNull();
    assertThat(fault(signed(keys[5]))).isEqualTo(TokenFault.SIGNATURE);
    time.advance(Duration.ofMinutes(6));
    assertThat(fault(signed(keys[4]))).isNull();
    assertThat(LogFile.from(log)).containsOnlyOnce("7 have no identifier");
  }

  @Test
  void fiveHundredKeysAreUsedAndMoreAreSaidP19() {
    long log = LogFile.size();
    List<JWK> published = new ArrayList<>();
    SigningKey filling = key("filling");
    for (int i = 0; i < 499; i++) {
      published.add(named(filling, "filling-" + i));
    }
    SigningKey last = key("last");
    SigningKey beyond = key("beyond");
    published.add(last.publicJwk());
    published.add(beyond.publicJwk());
    issuer.publish(published.toArray(JWK[]::new));

    assertThat(fault(signed(last))).isNull();
    assertThat(fault(signed(beyond))).isEqualTo(TokenFault.UNKNOWN_KEY);
    assertThat(LogFile.from(log)).contains("there are more than 500");
  }

  @Test
  void keysAreFetchedAnewWhenTheApplicationSaysSoP19() {
    SigningKey before = issuer.key();
    assertThat(fault(signed(before))).isNull();
    issuer.use(key("next"));
    assertThat(fault(signed(before))).as("a removed key, while the keys are fresh").isNull();

    refresh();

    assertThat(fault(signed(before))).isEqualTo(TokenFault.UNKNOWN_KEY);
    assertThat(fault(signed(issuer.key()))).isNull();
  }

  @Test
  void howOftenIsBoundedAndAFailureLeavesTheKeysP19() {
    assertThat(fault(signed(issuer.key()))).isNull();
    for (int i = 0; i < 50; i++) {
      refresh();
    }
    assertThat(issuer.keyFetches()).isLessThanOrEqualTo(3);

    issuer.outage(true);
    time.advance(Duration.ofSeconds(20));
    refresh();
    assertThat(fault(signed(issuer.key()))).isNull();
  }

  private void refresh() {
    verify.keys().get(issuer.issuer()).refresh();
  }

  private TestToken signed(SigningKey key) {
    return issuer.token().subject("alice").audience(RESOURCE).signedBy(key);
  }

  private TokenFault fault(TestToken token) {
    try {
      assertThat(verify.verify(token.sign(), RESOURCE, Set.of(issuer.issuer())).subject())
          .isEqualTo("alice");
      return null;
    } catch (InvalidTokenException e) {
      return e.fault();
    }
  }

  private static SigningKey key(String identifier) {
    return SigningKey.generate("ES256", identifier);
  }

  private static JWK nameless(SigningKey key) {
    return new ECKey.Builder(key.publicJwk().toECKey()).keyID(null).build();
  }

  private static JWK named(SigningKey key, String identifier) {
    return new ECKey.Builder(key.publicJwk().toECKey()).keyID(identifier).build();
  }
}
