package io.github.jerseymcp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.RevocationLogContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the contract of logs of revocations, rule by rule, and what those of this library add. */
abstract class RevocationLogRules extends RevocationLogContract {

  private static final String ISSUER = "https://auth.example.com";

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }

  /** Whose clock is ahead by this much; it shares with the one under test. */
  abstract RevocationLog logAhead(Duration ahead);

  @Test
  void dropsWhatHasEndedTenMinutesLateAndByTheEarlierClock() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Revocation over = Revocation.ofToken(ISSUER, "over").until(now.minusSeconds(700));
    Revocation late = Revocation.ofToken(ISSUER, "late").until(now.minusSeconds(500));
    log().append(over);
    log().append(late);
    logAhead(Duration.ofHours(1)).append(Revocation.ofToken(ISSUER, "last").until(now));

    List<Revocation> left = log().read(0, 10_000).revocations();
    assertThat(left).contains(late).doesNotContain(over);
  }
}
