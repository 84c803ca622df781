package io.github.jerseymcp.introspection;

import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.FetchFault;
import java.util.Set;

/** Says that nobody could tell what a token says. Its text is ours and fit for a log. */
final class AskFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What may be the fault of the one token, or of the one answer. */
  private static final Set<FetchFault> OF_ONE = Set.of(FetchFault.TOO_LONG, FetchFault.DOCUMENT);

  private final boolean ofOne;

  private AskFailedException(String reason, boolean ofOne) {
    super(reason, null, false, false);
    this.ofOne = ofOne;
  }

  /** Whoever is asked is out of reach, or does not talk to us. */
  static AskFailedException ofServer(String reason) {
    return new AskFailedException(reason, false);
  }

  /** The answer about this one token is none; it may be otherwise for others. */
  static AskFailedException ofAnswer(String reason) {
    return new AskFailedException(reason, true);
  }

  static AskFailedException of(FetchFailedException failed) {
    return new AskFailedException(failed.reason(), OF_ONE.contains(failed.fault()));
  }

  /** Whether others may be asked about all the same: a token must not shut the way for them. */
  boolean isOfOne() {
    return ofOne;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
