package io.github.jerseymcp.client.discovery;

/** Why a client could not be authorised. The texts are ours, and fit for a log and for a user. */
public enum AuthorizationFault {
  /** The server is none that this user trusts; nothing that it says was looked at. */
  SERVER_NOT_TRUSTED("The server is not trusted"),
  /** The server names an authorization server that is not trusted. */
  ISSUER_NOT_TRUSTED("The authorization server is not trusted"),
  /** There is no metadata of the server or of its authorization server. */
  NO_METADATA("There is no acceptable metadata document"),
  /** The metadata are those of another resource (RFC 9728 section 3.3). */
  RESOURCE_MISMATCH("The metadata are those of another resource"),
  /** The metadata, or an answer in the browser, are those of another issuer (RFC 9207). */
  ISSUER_MISMATCH("The answer is that of another issuer"),
  /** The authorization server does not say that it checks code challenges with S256 (RFC 7636). */
  NO_PKCE("The authorization server does not offer PKCE with S256"),
  /** The authorization server does not offer what is needed. */
  NOT_OFFERED("The authorization server does not offer this grant"),
  /** No way to register fits this authorization server. */
  NO_REGISTRATION("The client cannot be registered with the authorization server"),
  /** The user, or the authorization server, said no. */
  DENIED("The authorization was denied"),
  /** The authorization server did not take what a user was to be asked for (RFC 9126). */
  PUSH_REFUSED("The authorization server refused the request for a sign-in"),
  /** An answer in the browser that nobody asked for, or that says two things at once. */
  BAD_CALLBACK("The answer in the browser is not acceptable"),
  /** The user has to sign in first. */
  SIGN_IN_REQUIRED("The user has to sign in"),
  /** The sign-in was not finished in time, or was cancelled. */
  SIGN_IN_OVER("The sign-in is over"),
  /** An answer of the token endpoint that is not as it should be. */
  BAD_TOKEN_RESPONSE("The answer of the token endpoint is not acceptable"),
  /** The token endpoint refused the grant. */
  GRANT_REFUSED("The authorization server refused the grant"),
  /** Somebody could not be asked, or gave no acceptable answer. */
  OUT_OF_REACH("The authorization server cannot be asked"),
  /** More was asked of others than one sign-in may cost. */
  TOO_MUCH("The sign-in would take too many requests"),
  /** As many requests as may wait for their credentials do so already. */
  TOO_MANY_WAITING("Too many requests wait for their credentials"),
  /** A proof was refused, and the clocks are more than five minutes apart (RFC 9449). */
  WRONG_CLOCK("The clock of this machine is not that of the server"),
  /** A token or a field of the application that no request can have. */
  BAD_CREDENTIAL("The application supplied a token or a field that cannot be sent"),
  /** TLS is set up in a way in which the server, and whoever is in its place, look the same. */
  UNSAFE_TLS("The client would not check whom it speaks to"),
  /** A request to another address than that of the server. */
  OTHER_DESTINATION("The request is not to the server that the credentials are for");

  private final String text;

  AuthorizationFault(String text) {
    this.text = text;
  }

  /** One constant sentence without a full stop. */
  public String text() {
    return text;
  }
}
