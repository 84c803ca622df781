package io.github.jerseymcp.example.authorization;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import io.github.jerseymcp.testing.MutableTime;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running development authorization server and a client of it. */
class AuthorizationServerTest {

  static final String DEFAULT_RESOURCE = "https://mcp.example.com/default";

  final MutableTime clock = new MutableTime(Instant.parse("2026-11-22T10:00:00Z"));
  DevelopmentAuthorizationServer server;
  DevelopmentClient client;

  @BeforeEach
  void start() throws Exception {
    server =
        DevelopmentAuthorizationServer.start(
            new AuthorizationSettings(
                0,
                DEFAULT_RESOURCE,
                List.of("notes:read", "notes:write", "admin"),
                List.of("notes:read", "notes:write"),
                clock));
    client = new DevelopmentClient(server.issuer());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static String error(TokenResponse response) {
    ErrorObject error = response.toErrorResponse().getErrorObject();
    return error.getHTTPStatusCode() + " " + error.getCode();
  }

  static SignedJWT accessToken(Tokens tokens) throws ParseException {
    return SignedJWT.parse(tokens.getAccessToken().getValue());
  }
}
