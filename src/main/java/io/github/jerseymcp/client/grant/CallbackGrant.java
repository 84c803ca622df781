package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.fetch.SecureAddress;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A user of a web application, which gets the answer of the browser. */
public final class CallbackGrant implements GrantType {

  private final URI redirectUri;

  /** With these settings. */
  public CallbackGrant(URI redirectUri) {
    this.redirectUri = redirectUri;
  }

  @Override
  public List<String> problems() {
    return SecureAddress.isSecure(redirectUri.toString())
        ? List.of()
        : List.of("grant: the redirect URI must be https, or http on loopback, without a query");
  }

  @Override
  public String type() {
    return "authorization_code";
  }

  @Override
  public SignedIn obtain(Sought sought) throws IOException {
    throw sought.required().apply(sought.begin(redirectUri));
  }
}
