package io.github.jerseymcp.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MT-06, DP-17 and RFC 7800 section 3.1. J stands for a thumbprint. */
class ConfirmationTest {

  private static final String J = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

  @Test
  void isAbsentWithoutClaim() throws Exception {
    assertThat(Confirmation.of(Map.of("sub", "alice"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"jkt\":\"J\"}                                 | true  | false",
        "{\"x5t#S256\":\"J\"}                            | false | true",
        "{\"jkt\":\"J\",\"x5t#S256\":\"J\"}              | true  | true",
        "{\"jkt\":\"J\",\"kc-jkt-type\":\"DPoP\"}        | true  | false",
        "{\"x5t#S256\":\"J\",\"unknown\":{\"deep\":[1]}} | false | true",
      })
  void readsWhatIsBound(String cnf, boolean key, boolean certificate) throws Exception {
    Confirmation confirmation = Confirmation.of(claims(cnf)).orElseThrow();

    assertThat(confirmation.jkt()).isEqualTo(key ? Optional.of(J) : Optional.empty());
    assertThat(confirmation.x5tS256()).isEqualTo(certificate ? Optional.of(J) : Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null",
        "{}",
        "\"J\"",
        "[\"J\"]",
        "1",
        "true",
        "{\"kc-jkt-type\":\"DPoP\"}",
        "{\"unknown\":\"J\"}",
        "{\"JKT\":\"J\"}",
        "{\"x5t\":\"J\"}",
        "{\"x5t#s256\":\"J\"}",
        "{\"kid\":\"key\"}",
        "{\"jwk\":{\"kty\":\"EC\"}}",
        "{\"jkt\":\"J\",\"jwk\":{\"kty\":\"EC\"}}",
        "{\"jkt\":\"J\",\"jwe\":\"x\"}",
        "{\"jkt\":\"J\",\"jku\":\"https://x\"}",
        "{\"jkt\":\"J\",\"kid\":\"x\"}",
        "{\"jkt\":\"J\",\"osc\":{}}",
        "{\"jkt\":null}",
        "{\"jkt\":\"\"}",
        "{\"jkt\":1}",
        "{\"jkt\":[\"J\"]}",
        "{\"jkt\":\"J=\"}",
        "{\"jkt\":\" J\"}",
        "{\"jkt\":\"JJ\"}",
        "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J\"}",
        "{\"jkt\":\"0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}",
        "{\"jkt\":\"AAAA\"}",
        "{\"jkt\":\"J\",\"x5t#S256\":null}",
        "{\"jkt\":null,\"x5t#S256\":\"J\"}",
        "{\"jkt\":\"J\",\"x5t#S256\":\"AAAA\"}",
      })
  void refusesWhatCannotBeHonoured(String cnf) throws Exception {
    Map<String, Object> claims = claims(cnf);

    assertThatExceptionOfType(InvalidConfirmationException.class)
        .isThrownBy(() -> Confirmation.of(claims))
        .satisfies(refused -> assertThat(refused.getStackTrace()).isEmpty());
  }

  @Test
  void cannotConfirmNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Confirmation(Optional.empty(), Optional.empty()));
  }

  private static Map<String, Object> claims(String cnf) throws MalformedJoseException {
    String json = "{\"cnf\":" + cnf.replace("J", J).replace(J + "KT", "JKT") + "}";
    return StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
  }
}
