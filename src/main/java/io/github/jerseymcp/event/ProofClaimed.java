package io.github.jerseymcp.event;

/**
 * The replay store was asked whether a proof was used before. There is one for each claim.
 *
 * @param store the name of the store's class
 * @param answer what it said
 * @param nanos how long it took, in nanoseconds
 */
public record ProofClaimed(String store, Answer answer, long nanos) implements SecurityEvent {

  /** What the store says of a proof. */
  public enum Answer {
    /** It was not used before. */
    FIRST,
    /** It was used before, or has expired. */
    USED,
    /** It could not tell. */
    UNKNOWN
  }
}
