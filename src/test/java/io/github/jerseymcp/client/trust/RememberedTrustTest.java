package io.github.jerseymcp.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore.Stored;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users have answered about servers: negative case 11. */
class RememberedTrustTest {

  private static final String SERVER = "https://mcp.example.com/mcp";
  private static final String ISSUER = "https://auth.example.com";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));
  private final MemoryCredentialStore store = new MemoryCredentialStore();
  private final List<TrustQuestion> asked = new ArrayList<>();
  private boolean answer = true;
  private final RememberedTrust trust =
      new RememberedTrust(
          store,
          question -> {
            asked.add(question);
            return answer;
          },
          time);

  @Test
  void asksEachUserOnceAboutEachQuestionCase11() {
    for (int i = 0; i < 3; i++) {
      assertThat(trust.admits(about("alice", "", ""))).isTrue();
      assertThat(trust.admits(about("alice", ISSUER, ""))).isTrue();
      assertThat(trust.admits(about("bob", ISSUER, ""))).isTrue();
    }

    assertThat(asked)
        .containsExactly(
            about("alice", "", ""), about("alice", ISSUER, ""), about("bob", ISSUER, ""));
  }

  @Test
  void takesAYesForNoOtherQuestionCase11() {
    assertThat(trust.admits(about("alice", ISSUER, ""))).isTrue();
    answer = false;

    assertThat(trust.admits(about("alice", "", ""))).isFalse();
    assertThat(trust.admits(about("alice", "https://evil.example", ""))).isFalse();
    assertThat(trust.admits(about("alice", ISSUER, "https://old.example"))).isFalse();
    assertThat(trust.admits(about("bob", ISSUER, ""))).isFalse();
    assertThat(trust.admits(about("", ISSUER, ""))).isFalse();
    assertThat(trust.admits(about("alice", ISSUER, ""))).isTrue();
  }

  @Test
  void remembersNoNoAndNobodyWithoutANameCase11() {
    answer = false;
    assertThat(trust.admits(about("alice", "", ""))).isFalse();
    answer = true;
    assertThat(trust.admits(about("alice", "", ""))).isTrue();
    assertThat(trust.admits(about("", "", ""))).isTrue();
    answer = false;
    assertThat(trust.admits(about("", "", ""))).isFalse();
  }

  @Test
  void forgetsAYesAfterNinetyDaysOrWhenItIsToldToCase11() {
    assertThat(trust.admits(about("alice", "", ""))).isTrue();
    answer = false;
    time.advance(Duration.ofDays(90).minusSeconds(1));
    assertThat(trust.admits(about("alice", "", ""))).isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(trust.admits(about("alice", "", ""))).isFalse();

    answer = true;
    assertThat(trust.admits(about("alice", "", ""))).isTrue();
    TrustPolicy.forget(store, "alice", SERVER);
    TrustPolicy.forget(store, "alice", SERVER);
    answer = false;
    assertThat(trust.admits(about("alice", "", ""))).isFalse();
  }

  /** As an older program, or somebody with an editor, could have left it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "PAST", "DAYS400", "soon", "-1", "1e12", "99999999999999999999", "END END"})
  void takesNothingForAYesThatIsNoneCase11(String end) {
    assertThat(trust.admits(about("alice", "", ""))).isTrue();
    CredentialKey key = new CredentialKey("alice", "trust " + SERVER);
    Stored kept = store.read(key).orElseThrow();
    String digest = kept.value().substring(0, kept.value().indexOf(' '));
    long now = time.instant().getEpochSecond();
    String text =
        end.replace("PAST", String.valueOf(now - 1))
            .replace("DAYS400", String.valueOf(now + Duration.ofDays(400).toSeconds()))
            .replace("END", String.valueOf(now + 60));
    store.write(key, kept.version(), digest + " " + text + "\n");
    answer = false;

    assertThat(trust.admits(about("alice", "", ""))).isFalse();
  }

  @Test
  void goesByTheClockOfTheSystemCase11() {
    TrustPolicy remembered = TrustPolicy.remembered(store, question -> answer);
    assertThat(remembered.admits(about("alice", "", ""))).isTrue();
    answer = false;
    assertThat(remembered.admits(about("alice", "", ""))).isTrue();
  }

  @Test
  void keepsNoMoreThanAFewAnswers() {
    for (int i = 0; i < 100; i++) {
      assertThat(trust.admits(about("alice", "https://auth" + i + ".example.com", ""))).isTrue();
    }
    answer = false;

    assertThat(store.read(new CredentialKey("alice", "trust " + SERVER)).orElseThrow().value())
        .hasLineCount(32);
    assertThat(trust.admits(about("alice", "https://auth99.example.com", ""))).isTrue();
    assertThat(trust.admits(about("alice", "https://auth1.example.com", ""))).isFalse();
  }

  private static TrustQuestion about(String user, String issuer, String instead) {
    return new TrustQuestion(
        user,
        SERVER,
        Optional.of(issuer).filter(text -> !text.isEmpty()),
        Optional.of(instead).filter(text -> !text.isEmpty()));
  }
}
