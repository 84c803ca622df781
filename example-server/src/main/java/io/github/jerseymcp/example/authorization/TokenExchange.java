package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.util.Optional;

/** One grant type of the token endpoint: checks the request, then gives tokens. */
interface TokenExchange {

  /**
   * Gives tokens.
   *
   * @param key the thumbprint of the key whose possession the request proved (RFC 9449), if any
   */
  Tokens exchange(TokenRequest request, Optional<String> key) throws RefusedException;
}
