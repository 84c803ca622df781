package io.github.jerseymcp.client.discovery;

/** What a client does to be authorised, and then not to be. */
public enum AuthorizationStep {
  /** The application makes a request; told if it would go to another server. */
  DESTINATION,
  /** The policy of the application is asked whom the user trusts; told if it says no. */
  TRUST,
  /** All that is done to get tokens, from the discovery to the answer of the token endpoint. */
  OBTAIN,
  /** The server and its authorization server are found out. */
  DISCOVER,
  /** The client becomes known to the authorization server. */
  REGISTER,
  /** A user signs in: waiting once there is an address for the browser, then how it answered. */
  SIGN_IN,
  /** The token endpoint is asked, also where tokens are renewed. */
  REQUEST,
  /** All that is done to renew tokens. */
  RENEW,
  /** A server wants a nonce in a proof (RFC 9449 section 8), and is asked once more with it. */
  NONCE,
  /** The authorization server is told that tokens are no longer wanted (RFC 7009). */
  SIGN_OUT;

  /** How a step went. */
  public enum Outcome {
    /** It is done. */
    DONE,
    /** A user has to do something first. */
    WAITING,
    /** Somebody said no, or something that is not believed. */
    REFUSED,
    /** Nobody could be asked, or something broke. */
    FAILED
  }
}
