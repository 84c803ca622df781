package io.github.jerseymcp.rate;

/** What becomes of the requests of verified callers while the rate limiter is out of reach. */
public enum RateOutage {
  /** They pass uncounted. The limits on what a caller holds stand all the same. */
  ALLOW,
  /** They are refused with 503. */
  REFUSE
}
