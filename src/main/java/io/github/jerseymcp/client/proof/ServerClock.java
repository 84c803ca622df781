package io.github.jerseymcp.client.proof;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * How far the clock of a server is from ours, learnt from the {@code Date} of an answer that
 * refused a proof (RFC 9449 section 11.1 lets a server compare {@code iat} with its own). Five
 * minutes at most: proofs that are made for a later time could be used then by somebody else. One
 * for each server. Thread-safe.
 */
public final class ServerClock {

  /** What the clock of a refusal says about it. */
  public enum Finding {
    /** The clock was corrected: another proof may be taken. */
    CORRECTED,
    /** The clocks agree, or nothing is known: it is not for the time that the proof was refused. */
    AGREES,
    /** The clocks are further apart than is ever corrected. */
    TOO_FAR
  }

  private static final Duration MOST = Duration.ofMinutes(5);

  /** The field has whole seconds, and an answer takes a moment. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  private volatile Duration ahead = Duration.ZERO;

  /** What its clock says, as far as is known. */
  public Instant at(Instant now) {
    return now.plus(ahead);
  }

  /**
   * Learns from a refusal.
   *
   * @param dates the {@code Date} fields of the answer
   * @param now by our clock
   */
  public Finding learn(List<String> dates, Instant now) {
    Optional<Instant> date = date(dates);
    if (date.isEmpty()) {
      return Finding.AGREES;
    }
    Duration difference = Duration.between(now, date.get());
    if (difference.abs().compareTo(MOST) > 0) {
      return Finding.TOO_FAR;
    }
    if (difference.minus(ahead).abs().compareTo(LEAST) <= 0) {
      return Finding.AGREES;
    }
    ahead = difference;
    return Finding.CORRECTED;
  }

  private static Optional<Instant> date(List<String> dates) {
    if (dates.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(dates.get(0))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
