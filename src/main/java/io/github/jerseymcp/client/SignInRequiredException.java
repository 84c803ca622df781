package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;

/**
 * The user has to sign in before a request can be made: send the browser to {@link SignIn#address},
 * hand what comes back to {@link SignIn#complete}, and make the request again.
 */
public final class SignInRequiredException extends AuthorizationFailedException {

  private static final long serialVersionUID = 1L;

  private final transient SignIn signIn;

  SignInRequiredException(SignIn signIn) {
    super(AuthorizationFault.SIGN_IN_REQUIRED);
    this.signIn = signIn;
  }

  /** The sign-in that waits for the user. */
  public SignIn signIn() {
    return signIn;
  }
}
