package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;

/** One grant type of the token endpoint: checks the request, then gives tokens. */
interface TokenExchange {

  Tokens exchange(TokenRequest request) throws RefusedException;
}
