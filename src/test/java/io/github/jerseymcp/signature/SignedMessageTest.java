package io.github.jerseymcp.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedMessageTest {

  @Test
  void takesTheWhiteSpaceOfHttpOffEachLineOfAField() throws Exception {
    assertThat(base(" \ta b\t ", "", "\t")).isEqualTo("\"x\": a b, , \n\"@signature-params\": ()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001c", "\u001f", "\u000b", "\r", "\n", "\u0000", "\u00a0", "\u2003"})
  void takesOffNoOtherAndSignsNone(String other) {
    for (String line : List.of("a" + other, other + "a", "a" + other + "b", other)) {
      assertThatExceptionOfType(InvalidSignatureException.class).isThrownBy(() -> base(line));
    }
  }

  private static String base(String... lines) throws InvalidSignatureException {
    SignedMessage message =
        new SignedMessage("POST", "https://mcp.example.com/", name -> List.of(lines));
    return new String(message.base(List.of("x"), "()"), java.nio.charset.StandardCharsets.US_ASCII);
  }
}
