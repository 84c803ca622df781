package io.github.jerseymcp.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.CredentialVerifier;
import io.github.jerseymcp.credential.VerifiedCredential;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.CredentialVerifierContract;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.ContractTests;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** API keys from their making to their end. */
class ApiKeysTest {

  private static final String SHELF = Fixture.ORIGIN + "/shelf";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final ApiKeys keys = new ApiKeys(store, time);

  static VerifiedCredential holder() {
    return VerifiedCredential.of(
            "build-7", Instant.now().plus(Duration.ofDays(1)), "https://mcp.example.com/mcp")
        .withScopes(List.of("read"));
  }

  private VerifiedCredential ending(Duration in) {
    return VerifiedCredential.of("build-7", time.instant().plus(in), SHELF)
        .withScopes(List.of("shelf:open", "read"));
  }

  @Test
  void makesKeysThatNobodyGuessesW01() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      CreatedApiKey made = keys.create(ending(Duration.ofDays(1)));
      assertThat(made.key()).hasSize(64).matches("mcp_" + made.id() + "_[A-Za-z0-9_-]{43}");
      assertThat(made.toString()).doesNotContain(made.key().substring(21));
      seen.add(made.key().substring(21));
      seen.add(made.id());
    }
    assertThat(seen).hasSize(2_000);
  }

  @Test
  void opensWhatItIsGoodForUntilItsEndW01() {
    InProcess server = server();
    String key = keys.create(ending(Duration.ofHours(1))).key();

    assertThat(status(server, key)).isEqualTo(200);
    time.advance(Duration.ofMinutes(60));
    assertThat(status(server, key)).as("within the leeway").isEqualTo(200);
    time.advance(Duration.ofSeconds(30));
    assertThat(status(server, key)).as("at its end").isEqualTo(401);
  }

  @Test
  void isRefusedSoonAfterItsRevocationW01() {
    InProcess server = server();
    CreatedApiKey made = keys.create(ending(Duration.ofHours(1)));
    assertThat(status(server, made.key())).isEqualTo(200);

    assertThat(keys.revoke(made.id())).isTrue();
    assertThat(keys.revoke(made.id())).isFalse();
    assertThat(keys.revoke(made.key())).as("not by the key").isFalse();
    assertThat(keys.verify(made.key())).isEmpty();
    time.advance(Duration.ofSeconds(31));
    assertThat(status(server, made.key())).isEqualTo(401);
  }

  static Stream<String> changes() {
    return Stream.of("none", "", "mcp_", "x".repeat(64), "mcp_abcdefghijkmnopq_" + "A".repeat(43));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refusesWhatIsNoKeyW01(String other) {
    keys.create(ending(Duration.ofHours(1)));

    assertThat(keys.verify(other)).isEmpty();
  }

  @Test
  void refusesEveryKeyThatDiffersInOneCharacterW01() {
    String key = keys.create(ending(Duration.ofHours(1))).key();
    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'b' ? 'c' : 'b';
      String changed = key.substring(0, i) + other + key.substring(i + 1);
      assertThat(keys.verify(changed)).as(String.valueOf(i)).isEmpty();
    }
    assertThat(keys.verify(key.toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(keys.verify(key + "A")).isEmpty();
    assertThat(keys.verify(key)).isPresent();
  }

  @Test
  void asksTheStoreOnlyAboutWhatHasTheFormOfAKeyW01() {
    InProcess server = server();
    for (int i = 0; i < 50; i++) {
      assertThat(status(server, "mcp_guess-" + "x".repeat(52) + (10 + i))).isEqualTo(401);
    }
    assertThat(store.questions).hasValue(0);
  }

  @Test
  void isCheckedByNobodyWhileTheStoreIsDownW01() {
    InProcess server = server();
    String known = keys.create(ending(Duration.ofHours(1))).key();
    String other = keys.create(ending(Duration.ofHours(1))).key();
    assertThat(status(server, known)).isEqualTo(200);
    store.down = true;

    assertThat(status(server, known)).as("remembered").isEqualTo(200);
    assertThat(status(server, other)).isEqualTo(503);
    store.down = false;
    assertThat(status(server, other)).isEqualTo(200);
  }

  static Stream<Arguments> mistakes() {
    Instant end = Instant.parse("2026-11-23T00:00:00Z");
    return Stream.of(
        row("at its end", "lies ahead", VerifiedCredential.of("a", Instant.EPOCH, SHELF)),
        row("for ever", "within 1827 days", VerifiedCredential.of("a", Instant.MAX, SHELF)),
        row("good for nothing", "one resource", VerifiedCredential.of("a", end)),
        row("two in one", "no spaces", VerifiedCredential.of("a", end, "https://a https://b")),
        row("a long name", "256", VerifiedCredential.of("a".repeat(257), end, SHELF)),
        row("a long list", "4000", VerifiedCredential.of("a", end, "https://" + "a".repeat(4000))));
  }

  @ParameterizedTest(name = "W-01 {0}")
  @MethodSource("mistakes")
  void isNotMade(String row, String said, VerifiedCredential holder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.create(holder))
        .withMessageContaining(said);
    assertThat(keys.latest(10)).isEmpty();
  }

  @Test
  void isNotMadeWhereItCannotBeKeptW01() {
    store.down = true;

    assertThatThrownBy(() -> keys.create(ending(Duration.ofHours(1))))
        .isInstanceOf(ApiKeyStoreUnavailableException.class);
  }

  @Test
  void tellsWhatWasMadeAndShowsNoHashW01() {
    CreatedApiKey made = keys.create(ending(Duration.ofHours(1)));

    StoredApiKey told = keys.latest(10).get(0);
    assertThat(told.toString()).isEqualTo("StoredApiKey[" + made.id() + "]");
    assertThat(told.holder().subject()).isEqualTo("build-7");
    assertThat(told.holder().id()).contains(made.id());
    assertThat(told.hash()).hasSize(43);
  }

  @TestFactory
  Stream<DynamicTest> keepTheContractOfVerifiersW01() {
    return ContractTests.of(
        new CredentialVerifierContract() {
          @Override
          protected CredentialVerifier verifier() {
            return keys;
          }

          @Override
          protected String goodCredential(String subject) {
            return keys.create(VerifiedCredential.of(subject, time.instant().plusSeconds(9), SHELF))
                .key();
          }

          @Override
          protected String endedCredential() {
            CreatedApiKey made = keys.create(ending(Duration.ofHours(1)));
            assertThat(keys.revoke(made.id())).isTrue();
            return made.key();
          }

          @Override
          protected boolean canBreakDown() {
            return true;
          }

          @Override
          protected void breakDown() {
            store.down = true;
          }

          @Override
          protected void repair() {
            store.down = false;
          }
        }.rules());
  }

  private InProcess server() {
    return Fixture.start(
        Fixture.config()
            .clock(time)
            .credential(AcceptedCredential.verifiedBy("keys", keys).inHeader("X-API-Key")),
        ShelfResource.class);
  }

  private static int status(InProcess server, String key) {
    return server.call("GET", "/shelf").header("X-API-Key", key).send().status();
  }

  private static Arguments row(String name, String said, VerifiedCredential holder) {
    return Arguments.of(name, said, holder);
  }
}
