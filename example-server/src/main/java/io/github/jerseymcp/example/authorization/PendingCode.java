package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;

/** What an authorization code stands for until it is redeemed. */
record PendingCode(Grant grant, String redirectUri, CodeChallenge challenge, String family) {

  @Override
  public String toString() {
    return "PendingCode[redacted]";
  }
}
