package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.token.SignedIn;
import java.util.List;
import java.util.function.Supplier;

/** A token that somebody else takes care of: nothing is asked for, whatever a server says. */
public final class FixedToken implements GrantType {

  private final Supplier<String> token;

  /** With that supplier. */
  public FixedToken(Supplier<String> token) {
    this.token = token;
  }

  /** The supplier. */
  public Supplier<String> token() {
    return token;
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public String type() {
    return "";
  }

  @Override
  public SignedIn obtain(Sought sought) throws AuthorizationFailedException {
    throw new AuthorizationFailedException(AuthorizationFault.NOT_OFFERED);
  }
}
