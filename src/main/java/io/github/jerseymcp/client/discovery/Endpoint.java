package io.github.jerseymcp.client.discovery;

/** An address of an authorization server, by the name that its metadata have for it. */
public enum Endpoint {
  /** Where users sign in. */
  AUTHORIZATION("authorization_endpoint"),
  /** Where tokens are given. */
  TOKEN("token_endpoint"),
  /** Where clients register (RFC 7591). */
  REGISTRATION("registration_endpoint"),
  /** Where tokens are given back (RFC 7009). */
  REVOCATION("revocation_endpoint"),
  /** Where what is asked of a user is handed in beforehand (RFC 9126). */
  PUSH("pushed_authorization_request_endpoint");

  private final String member;

  Endpoint(String member) {
    this.member = member;
  }

  String member() {
    return member;
  }
}
