package io.github.jerseymcp.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {

  @ParameterizedTest(name = "of {0} characters")
  @ValueSource(ints = {0, 1, 55, 56, 64, 700, 1023, 1024, 1025, 2048, 16_384})
  void isTheSha256OfTheEndOfAText(int length) throws Exception {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < length; i++) {
      token.append((char) ('0' + i % 75));
    }
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(token.toString().getBytes(US_ASCII));
    String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);

    assertThat(TokenHash.of("DPoP " + token, 5).base64Url()).isEqualTo(expected);
    assertThat(TokenHash.ofAscii("DPoP " + token, 5).base64Url()).isEqualTo(expected);
    assertThat(TokenHash.of("DPoP " + token, 5)).isEqualTo(TokenHash.of(token.toString(), 0));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"tok\u00e9n", "\u0174oken", "toke\uff4e"})
  void refusesWhatIsNotAscii(String token) {
    assertThatExceptionOfType(MalformedJoseException.class)
        .isThrownBy(() -> TokenHash.of("DPoP " + token, 5));
  }

  @Test
  void showsNothing() {
    assertThat(TokenHash.ofAscii("token", 0)).hasToString("TokenHash[redacted]");
  }
}
