package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.signin.LoopbackListener;
import io.github.jerseymcp.client.signin.PendingSignIn;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.client.token.SignedIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A user at this machine, whose browser answers to loopback. */
public final class BrowserGrant implements GrantType {

  private final UserAgent browser;
  private final Duration patience;

  /** With these settings. */
  public BrowserGrant(UserAgent browser, Duration patience) {
    this.browser = browser;
    this.patience = patience;
  }

  @Override
  public List<String> problems() {
    return patience.compareTo(Duration.ofSeconds(1)) < 0
            || patience.compareTo(Duration.ofMinutes(10)) > 0
        ? List.of("grant: the time to wait for a user must be from 1 second to 10 minutes")
        : List.of();
  }

  @Override
  public String type() {
    return "authorization_code";
  }

  @Override
  public SignedIn obtain(Sought sought) throws IOException, InterruptedException {
    Optional<URI> before =
        sought.before().flatMap(SignedIn::registration).flatMap(RegisteredClient::redirectUri);
    try (LoopbackListener listener = new LoopbackListener(before)) {
      PendingSignIn pending = sought.begin(listener.redirectUri());
      listener.expect(pending);
      open(pending);
      Optional<String> answer = listener.await(patience);
      if (answer.isEmpty()) {
        pending.cancel();
        throw new AuthorizationFailedException(
            AuthorizationFault.SIGN_IN_OVER, "no answer of a browser in time");
      }
      return sought.redeem(pending, answer.get());
    }
  }

  private void open(PendingSignIn pending) throws IOException {
    try {
      browser.open(pending.address());
    } catch (AuthorizationFailedException e) {
      throw e;
    } catch (IOException e) {
      pending.cancel();
      AuthorizationFailedException failed =
          new AuthorizationFailedException(
              AuthorizationFault.SIGN_IN_REQUIRED, "no browser can be opened here");
      failed.initCause(e);
      throw failed;
    }
  }
}
