package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.signin.PendingSignIn;
import io.github.jerseymcp.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A sign-in that waits for a user, for ten minutes and for one answer. Keep it in the session of
 * the user who has to sign in, so that nobody else's browser can finish it. Thread-safe.
 */
public final class SignIn {

  private static final Duration LIFE = Duration.ofMinutes(10);

  /** For so long an address is handed out, whatever the authorization server says of it. */
  private static final Duration LEAST = Duration.ofSeconds(30);

  private final PendingSignIn pending;
  private final Completion completion;
  private final Ticker ticker;
  private final long begun;

  /** What is done with the answer. */
  @FunctionalInterface
  interface Completion {

    void complete(PendingSignIn pending, String answer) throws IOException;
  }

  SignIn(PendingSignIn pending, Completion completion, Ticker ticker) {
    this.pending = pending;
    this.completion = completion;
    this.ticker = ticker;
    this.begun = ticker.nanos();
  }

  /**
   * Where to send the user's browser, at once: some authorization servers know what is asked of
   * them for a minute only (RFC 9126). Another request throws a new sign-in then.
   */
  public URI address() {
    return pending.address();
  }

  /**
   * Takes the answer, redeems it and keeps the tokens.
   *
   * @param callback the whole address that the browser came back to, with its query
   * @throws AuthorizationFailedException if it is not the answer, if it says no, or if it came too
   *     late; only an answer with the right state ends the sign-in
   */
  public void complete(String callback) throws IOException {
    if (isOver()) {
      throw new AuthorizationFailedException(AuthorizationFault.SIGN_IN_OVER);
    }
    completion.complete(pending, callback);
  }

  /** Takes no answer any more. */
  public void cancel() {
    pending.cancel();
  }

  boolean isOver() {
    return pending.isOver() || ticker.nanos() - begun > LIFE.toNanos();
  }

  /** Whether the browser would come too late. */
  boolean isAddressOver() {
    return pending
        .lifeOfAddress()
        .filter(life -> ticker.nanos() - begun > Math.max(life.toNanos(), LEAST.toNanos()))
        .isPresent();
  }

  PendingSignIn pending() {
    return pending;
  }

  @Override
  public String toString() {
    return "SignIn";
  }
}
