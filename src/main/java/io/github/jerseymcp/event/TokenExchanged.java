package io.github.jerseymcp.event;

/**
 * A call of another API needed a token for its caller ({@code UpstreamTokens}, RFC 8693). There is
 * one for each time that one was needed, whether or not the issuer was asked. It is told to the
 * listeners of the application whose caller it was.
 *
 * @param issuer the issuer that exchanges tokens, as it is configured
 * @param api scheme, host and port of the API, as they are configured
 * @param source who was asked
 * @param result what came of it
 * @param nanos how long the call waited for it, in nanoseconds
 */
public record TokenExchanged(String issuer, String api, Source source, Result result, long nanos)
    implements SecurityEvent {

  /** Where the answer was from. */
  public enum Source {
    /** The issuer was asked by this call. */
    ASKED,
    /** The issuer was asked by another call of the same caller at the same time. */
    SHARED,
    /** It was remembered. */
    REMEMBERED,
    /** Nobody was asked. */
    NONE
  }

  /** What there was; all but the first are the faults of {@code UpstreamFault}. */
  public enum Result {
    /** A token. */
    GIVEN,
    /** The caller has none that could be exchanged. */
    NO_TOKEN,
    /** The call of the caller has ended. */
    CALL_OVER,
    /** The token of the caller has ended. */
    TOKEN_ENDED,
    /** The user has to do something first. */
    INTERACTION_REQUIRED,
    /** The user's token does not reach as far. */
    SCOPE_REFUSED,
    /** The issuer gives nothing for this caller's token. */
    CALLER_REFUSED,
    /** The issuer gives nothing to this server. */
    SERVER_REFUSED,
    /** What the issuer gave is no acceptable token. */
    BAD_ANSWER,
    /** The issuer cannot be asked. */
    OUT_OF_REACH,
    /** As many tokens are asked for as may be at once. */
    BUSY,
    /** The address is not the API's. */
    OTHER_DESTINATION
  }
}
