package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import org.junit.jupiter.api.Test;

final class RefreshTest extends AuthorizationServerTest {

  @Test
  void eachRefreshGivesANewTokenForTheSameGrant() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    Tokens first = client.tokens(id);

    Tokens second = client.refresh(id, first.getRefreshToken()).toSuccessResponse().getTokens();
    Tokens third = client.refresh(id, second.getRefreshToken()).toSuccessResponse().getTokens();

    assertThat(third.getRefreshToken()).isNotEqualTo(second.getRefreshToken());
    assertThat(accessToken(third).getJWTClaimsSet().getSubject()).isEqualTo("alice");
    assertThat(accessToken(third).getJWTClaimsSet().getAudience())
        .containsExactly(DevelopmentClient.RESOURCE.toString());
  }

  @Test
  void aUsedTokenEndsTheFamily() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    Tokens first = client.tokens(id);
    Tokens second = client.refresh(id, first.getRefreshToken()).toSuccessResponse().getTokens();

    assertThat(error(client.refresh(id, first.getRefreshToken()))).isEqualTo("400 invalid_grant");
    assertThat(error(client.refresh(id, second.getRefreshToken()))).isEqualTo("400 invalid_grant");
  }

  @Test
  void anotherClientCannotUseIt() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    RefreshToken token = client.tokens(id).getRefreshToken();

    ClientID other = client.register(DevelopmentClient.CALLBACK);
    assertThat(error(client.refresh(other, token))).isEqualTo("400 invalid_grant");
    assertThat(client.refresh(id, token).indicatesSuccess()).isTrue();
  }

  @Test
  void scopesMayShrinkAndNotGrow() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    Tokens first = client.tokens(id);

    Tokens narrow =
        client.refresh(id, first.getRefreshToken(), "notes:read").toSuccessResponse().getTokens();

    assertThat(accessToken(narrow).getJWTClaimsSet().getClaim("scope")).isEqualTo("notes:read");
    assertThat(error(client.refresh(id, narrow.getRefreshToken(), "admin")))
        .isEqualTo("400 invalid_scope");
    assertThat(client.refresh(id, narrow.getRefreshToken(), "notes:write").indicatesSuccess())
        .isTrue();
  }

  @Test
  void itEnds() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    RefreshToken token = client.tokens(id).getRefreshToken();
    clock.advance(RefreshTokens.LIFETIME);

    assertThat(
            client.refresh(client.register(DevelopmentClient.CALLBACK), token).indicatesSuccess())
        .isFalse();
    assertThat(error(client.refresh(id, token))).isEqualTo("400 invalid_grant");
  }
}
