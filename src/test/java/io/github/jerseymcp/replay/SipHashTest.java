package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  /** Bytes 0 to 15, as in the authors' own vectors. */
  private static final SipHash.Secret SECRET =
      new SipHash.Secret(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  @ParameterizedTest(name = "DP-13 {0} bytes")
  @CsvSource({
    "0, a3817f04ba25a8e66df67214c7550293",
    "1, da87c1d86b99af44347659119b22fc45",
    "7, a1f1ebbed8dbc153c0b84aa61ff08239",
    "8, 3b62a9ba6258f5610f83e264f31497b4",
    "9, 264499060ad9baabc47f8b02bb6d71ed",
    "15, 5493e99933b0a8117e08ec0f97cfc3d9",
    "16, 6ee2a4ca67b054bbfd3315bf85230577",
    "43, 27d93437efb721aa401821dcec5adf89",
    "63, 5150d1772f50834a503e069a973fbd7c",
    "64, 1eaf077dc0d4cd3f8cad4d383658a74b"
  })
  void agreesWithTheVectorsOfItsAuthors(int length, String expected) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) i);
    }

    assertThat(hex(SipHash.of(text.toString(), SECRET))).isEqualTo(expected);
  }

  @Test
  void differsForEverySecret() {
    assertThat(hex(SipHash.of("key", SipHash.Secret.random())))
        .isNotEqualTo(hex(SipHash.of("key", SipHash.Secret.random())));
  }

  @Test
  void refusesTextThatIsNotAsciiSinceItWouldCollide() {
    assertThatIllegalArgumentException().isThrownBy(() -> SipHash.of("\u00e9", SECRET));
    assertThatIllegalArgumentException().isThrownBy(() -> SipHash.of("12345678\u0131", SECRET));
    assertThatIllegalArgumentException().isThrownBy(() -> SipHash.of("\u0131 345678", SECRET));
  }

  private static String hex(SipHash hash) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(bytes.putLong(hash.high()).putLong(hash.low()).array());
  }
}
