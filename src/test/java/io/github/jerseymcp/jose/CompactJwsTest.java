package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompactJwsTest {

  private static final String HEADER = "{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"k\"}";
  private static final String PAYLOAD = "{\"sub\":\"alice\"}";

  @Test
  void takesAJwsApart() throws MalformedJoseException {
    String text = jws(HEADER, PAYLOAD);

    CompactJws jws = CompactJws.parse(text, 1000);

    assertThat(jws.algorithm()).isEqualTo("ES256");
    assertThat(jws.type()).contains("at+jwt");
    assertThat(jws.keyId()).contains("k");
    assertThat(jws.header()).hasSize(3);
    assertThat(jws.payload()).containsEntry("sub", "alice");
    assertThat(new String(jws.signingInput(), StandardCharsets.US_ASCII))
        .isEqualTo(text.substring(0, text.lastIndexOf('.')));
    assertThat(jws.signature()).containsExactly(1, 2, 3, 4);
    assertThat(jws).hasToString("CompactJws[redacted]");
  }

  static List<Arguments> malformed() {
    String valid = jws(HEADER, PAYLOAD);
    String[] parts = valid.split("\\.", -1);
    return List.of(
        Arguments.of("JB-09 two parts", parts[0] + "." + parts[1]),
        Arguments.of("JB-09 four parts", valid + ".x"),
        Arguments.of("CVE-2026-29000 five parts", valid + ".AAAA.AAAA"),
        Arguments.of("JB-09 one part", "opaque"),
        Arguments.of("JB-09 empty", ""),
        Arguments.of("JB-09 dots", ".."),
        Arguments.of("AT-11 JSON serialisation", "{\"payload\":\"e30\",\"signature\":\"AA\"}"),
        Arguments.of("C.13 padding", valid + "=="),
        Arguments.of("C.13 newline after", valid + "\n"),
        Arguments.of("C.13 exclamation mark", valid + "!"),
        Arguments.of("C.13 space before", " " + valid),
        Arguments.of("AT-11 space after", valid + " "),
        Arguments.of("AT-11 dot after", valid + "."),
        Arguments.of("JB-09 newline within", parts[0] + ".\n" + parts[1] + "." + parts[2]),
        Arguments.of("JB-09 other alphabet", parts[0] + "." + parts[1] + ".ab+/"),
        Arguments.of("JB-09 not ASCII", parts[0] + "." + parts[1] + ".\u0410AAA"),
        Arguments.of("C.13 last character, 2 of 4", parts[0] + "." + parts[1] + ".AAAAAB"),
        Arguments.of("C.13 last character, 3 of 4", parts[0] + "." + parts[1] + ".AAB"),
        Arguments.of("JB-09 impossible length", parts[0] + "." + parts[1] + ".AAAAA"),
        Arguments.of("C.13 BOM before payload", jws(HEADER, "\uFEFF" + PAYLOAD)),
        Arguments.of("JB-08 header twice", jws("{\"alg\":\"ES256\",\"alg\":\"none\"}", PAYLOAD)),
        Arguments.of("JB-08 claim twice", jws(HEADER, "{\"sub\":\"a\",\"sub\":\"b\"}")),
        Arguments.of("AT-11 nested JWT", jws(HEADER, valid)),
        Arguments.of("JB-06 crit empty", with("\"crit\":[]")),
        Arguments.of("JB-06 crit unknown", with("\"crit\":[\"exp\"],\"exp\":1")),
        Arguments.of("JB-06 crit registered", with("\"crit\":[\"alg\"]")),
        Arguments.of("JB-06 crit twice", with("\"crit\":[\"x\",\"x\"],\"x\":1")),
        Arguments.of("JB-06 crit text", with("\"crit\":\"exp\"")),
        Arguments.of("JB-06 crit null", with("\"crit\":null")),
        Arguments.of("JB-06 crit b64", with("\"crit\":[\"b64\"],\"b64\":false")),
        Arguments.of("C.13 crit b64 true", with("\"crit\":[\"b64\"],\"b64\":true")),
        Arguments.of("JB-07 b64", with("\"b64\":false")),
        Arguments.of("JB-10 zip", with("\"zip\":\"DEF\"")),
        Arguments.of("C.13 kid number", jws("{\"alg\":\"ES256\",\"kid\":1}", PAYLOAD)),
        Arguments.of("kid null", jws("{\"alg\":\"ES256\",\"kid\":null}", PAYLOAD)),
        Arguments.of("typ array", jws("{\"alg\":\"ES256\",\"typ\":[\"at+jwt\"]}", PAYLOAD)),
        Arguments.of("alg absent", jws("{}", PAYLOAD)),
        Arguments.of("alg null", jws("{\"alg\":null}", PAYLOAD)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses(String row, String text) {
    assertThatExceptionOfType(MalformedJoseException.class)
        .as(row)
        .isThrownBy(() -> CompactJws.parse(text, 1000))
        .withNoCause();
  }

  @Test
  void looksAtNothingThatIsTooLong() throws MalformedJoseException {
    String text = jws(HEADER, PAYLOAD);

    assertThat(CompactJws.parse(text, text.length()).algorithm()).isEqualTo("ES256");
    assertThatExceptionOfType(MalformedJoseException.class)
        .isThrownBy(() -> CompactJws.parse(text, text.length() - 1))
        .withMessage("Longer than the limit");
  }

  private static String with(String headerMember) {
    return jws("{\"alg\":\"ES256\"," + headerMember + "}", PAYLOAD);
  }

  private static String jws(String header, String payload) {
    return encode(header) + "." + encode(payload) + ".AQIDBA";
  }

  private static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }
}
