package io.github.jerseymcp.upstream;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why another API could not be called for a caller. The texts are ours and constant: fit for a log,
 * a user, and the error of a tool.
 */
public enum UpstreamFault {
  /** There is no caller with a token: it came with a key, in this JVM, or over a pipe. */
  NO_TOKEN("The other API can be called for a caller with a token only, and this one has none"),
  /** The call for which the token came has ended. */
  CALL_OVER("The other API cannot be called after the end of the call for which the token came"),
  /** The caller's token has expired or was revoked since it was verified. */
  TOKEN_ENDED("The token of the caller has ended, so the other API is not called"),
  /** The user has to do something first: sign in again, in a stronger way, or consent. */
  INTERACTION_REQUIRED("The user must sign in or consent again before the other API can be called"),
  /** The user's token does not reach as far as the scopes that are needed. */
  SCOPE_REFUSED("The permissions of the user do not suffice for the other API"),
  /** The authorization server gives nothing for this caller's token. */
  CALLER_REFUSED("The authorization server lets this server call the other API for no such token"),
  /** The authorization server knows this server not, or not as one that may call that API. */
  SERVER_REFUSED("This server is not allowed to call the other API; its operator has to mend that"),
  /** What the authorization server gave is no acceptable token for that API. */
  BAD_ANSWER("The authorization server gave no acceptable token for the other API"),
  /** The authorization server cannot be asked now. */
  OUT_OF_REACH(
      "The other API cannot be called now, since the authorization server is out of reach"),
  /** Too many tokens are asked for at this moment. */
  BUSY("The other API cannot be called now, since too many tokens for it are being asked for"),
  /** A request to an address that is not the API's. */
  OTHER_DESTINATION("The request is not to the API that the tokens are for");

  private static final int LONGEST = 300;

  private final String text;

  UpstreamFault(String text) {
    this.text = text;
  }

  /** One constant sentence without a full stop. */
  public String text() {
    return text;
  }

  /** The fault that a failure tells of, by the end of its text. */
  public static Optional<UpstreamFault> toldBy(@Nullable String failure) {
    return failure == null || failure.length() > LONGEST
        ? Optional.empty()
        : Stream.of(values()).filter(fault -> failure.endsWith(fault.text)).findFirst();
  }
}
