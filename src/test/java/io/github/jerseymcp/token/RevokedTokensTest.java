package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevokedTokensTest {

  private static final String ISSUER = "https://auth.example.com";
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final RevokedTokens revoked = RevokedTokens.create(time);

  @Test
  void knowsATokenByIssuerAndIdentifier() {
    revoked.revoke(ISSUER, "id-1");

    assertThat(revoked.isRevoked(ISSUER, "id-1")).isTrue();
    assertThat(revoked.isRevoked(ISSUER, "id-2")).isFalse();
    assertThat(revoked.isRevoked("https://other.example.com", "id-1")).isFalse();
    assertThat(revoked).hasToString("RevokedTokens[redacted]");
  }

  @Test
  void remembersForTheWholeTimeAndNoLonger() {
    revoked.revoke(ISSUER, "id-1");

    time.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(revoked.isRevoked(ISSUER, "id-1")).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(revoked.isRevoked(ISSUER, "id-1")).isFalse();
  }

  @Test
  void remembersForLongerWhatIsRevokedAgain() {
    revoked.revoke(ISSUER, "id-1");
    time.advance(Duration.ofHours(23));
    revoked.revoke(ISSUER, "id-1");
    time.advance(Duration.ofHours(23));

    assertThat(revoked.isRevoked(ISSUER, "id-1")).isTrue();
  }

  @Test
  void refusesWhenFullRatherThanForgetEarly() {
    RevokedTokens small = RevokedTokens.create(time, Duration.ofMinutes(10), 2);
    small.revoke(ISSUER, "id-1");
    time.advance(Duration.ofMinutes(5));
    small.revoke(ISSUER, "id-2");
    List<String> heard = new ArrayList<>();
    small.onRevoke((issuer, tokenId) -> heard.add(tokenId));

    assertThatIllegalStateException().isThrownBy(() -> small.revoke(ISSUER, "id-3"));
    assertThat(heard).isEmpty();
    assertThat(small.isRevoked(ISSUER, "id-1")).isTrue();
    assertThat(small.isRevoked(ISSUER, "id-2")).isTrue();
    assertThat(small.isRevoked(ISSUER, "id-3")).isFalse();

    small.revoke(ISSUER, "id-2");
    time.advance(Duration.ofMinutes(5));
    small.revoke(ISSUER, "id-3");
    assertThat(small.isRevoked(ISSUER, "id-2")).isTrue();
    assertThat(small.isRevoked(ISSUER, "id-3")).isTrue();
  }

  @Test
  void tellsEachListenerOnceTheTokenIsRevoked() {
    List<String> heard = new ArrayList<>();
    revoked.onRevoke(
        (issuer, tokenId) -> {
          throw new IllegalStateException("broken");
        });
    revoked.onRevoke(
        (issuer, tokenId) ->
            heard.add(issuer + " " + tokenId + " " + revoked.isRevoked(issuer, tokenId)));

    revoked.revoke(ISSUER, "id-1");

    assertThat(heard).containsExactly(ISSUER + " id-1 true");
  }

  @Test
  void refusesLimitsAndTokensThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevokedTokens.create(time, Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevokedTokens.create(time, Duration.ofDays(367), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevokedTokens.create(time, Duration.ofHours(1), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> revoked.revoke("", "id-1"));
    assertThatIllegalArgumentException().isThrownBy(() -> revoked.revoke(ISSUER, ""));
  }
}
