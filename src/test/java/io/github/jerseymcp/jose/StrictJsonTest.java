package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrictJsonTest {

  @Test
  void readsEveryKindOfValueInOrder() throws MalformedJoseException {
    Map<String, Object> object =
        read(
            "{\"s\":\"\\u00e9\\uD83D\\uDE00\",\"i\":1,\"big\":123456789012345678901234567890,\"d\":1.5,"
                + "\"t\":true,\"f\":false,\"n\":null,\"a\":[1,null,{\"x\":\"y\"}]} ");

    assertThat(object.keySet()).containsExactly("s", "i", "big", "d", "t", "f", "n", "a");
    assertThat(object)
        .containsEntry("s", "\u00e9\uD83D\uDE00")
        .containsEntry("i", 1L)
        .containsEntry("big", new BigInteger("123456789012345678901234567890"))
        .containsEntry("d", 1.5)
        .containsEntry("t", true)
        .containsEntry("n", null);
    assertThat((List<?>) object.get("a")).hasSize(3).element(1).isNull();
  }

  @Test
  void whatItReadsCannotBeChanged() throws MalformedJoseException {
    Map<String, Object> object = read("{\"o\":{\"x\":1},\"a\":[1]}");

    @SuppressWarnings("unchecked")
    Map<String, Object> inner = (Map<String, Object>) object.get("o");
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) object.get("a");
    assertThatThrownBy(() -> object.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> inner.put("x", 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.add(2)).isInstanceOf(UnsupportedOperationException.class);
  }

  static List<Arguments> malformed() {
    return List.of(
        Arguments.of("JB-08 duplicate member", utf8("{\"a\":1,\"a\":2}")),
        Arguments.of("JB-08 duplicate by escape", utf8("{\"a\":1,\"\\u0061\":2}")),
        Arguments.of("JB-08 duplicate after null", utf8("{\"a\":null,\"a\":2}")),
        Arguments.of("JB-08 nested duplicate", utf8("{\"o\":[{\"a\":1,\"a\":2}]}")),
        Arguments.of("JB-08 byte order mark", utf8("\uFEFF{}")),
        Arguments.of("JB-08 invalid UTF-8", new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}),
        Arguments.of(
            "JB-08 overlong UTF-8",
            new byte[] {'{', '"', (byte) 0xC1, (byte) 0xA1, '"', ':', '1', '}'}),
        Arguments.of("JB-08 UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)),
        Arguments.of("JB-08 lone surrogate", utf8("{\"a\":\"\\ud800\"}")),
        Arguments.of("JB-08 lone low surrogate", utf8("{\"a\":\"\\udc00x\"}")),
        Arguments.of("JB-08 surrogate in a name", utf8("{\"\\ud800\":1}")),
        Arguments.of("JB-08 trailing content", utf8("{} {}")),
        Arguments.of("JB-08 trailing text", utf8("{}x")),
        Arguments.of("JB-08 trailing NUL", utf8("{}\0")),
        Arguments.of("CVE-2025-53864 deep arrays", utf8("{\"a\":" + "[".repeat(5000))),
        Arguments.of("CVE-2025-53864 deep objects", utf8("{\"a\":".repeat(5000))),
        Arguments.of("JB-08 33 levels", utf8("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")),
        Arguments.of("CVE-2026-25537 huge exponent", utf8("{\"iat\":1e400}")),
        Arguments.of("huge negative exponent number", utf8("{\"iat\":-1e999999999}")),
        Arguments.of("long number", utf8("{\"a\":" + "9".repeat(65) + "}")),
        Arguments.of("long name", utf8("{\"" + "a".repeat(257) + "\":1}")),
        Arguments.of("NaN", utf8("{\"a\":NaN}")),
        Arguments.of("leading zero", utf8("{\"a\":01}")),
        Arguments.of("comment", utf8("{/**/}")),
        Arguments.of("single quotes", utf8("{'a':1}")),
        Arguments.of("trailing comma", utf8("{\"a\":1,}")),
        Arguments.of("control character", utf8("{\"a\":\"\n\"}")),
        Arguments.of("array", utf8("[]")),
        Arguments.of("text", utf8("\"x\"")),
        Arguments.of("null", utf8("null")),
        Arguments.of("unfinished", utf8("{\"a\":")),
        Arguments.of("empty", new byte[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses(String row, byte[] bytes) {
    assertThatExceptionOfType(MalformedJoseException.class)
        .as(row)
        .isThrownBy(() -> StrictJson.object(bytes))
        .withMessage("Not an acceptable JSON object")
        .withNoCause();
  }

  @Test
  void readsAsDeepAsItSays() throws MalformedJoseException {
    assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).containsKey("a");
  }

  @Test
  void findsEachOfManyMembersInTheirOrder() throws MalformedJoseException {
    StringBuilder json = new StringBuilder("{");
    for (int i = 99; i >= 0; i--) {
      json.append("\"n").append(i).append("\":").append(i == 7 ? "null" : String.valueOf(i));
      json.append(i == 0 ? "}" : ",");
    }

    Map<String, Object> object = read(json.toString());

    assertThat(object.keySet().iterator().next()).isEqualTo("n99");
    assertThat(object).hasSize(100).containsEntry("n42", 42L).containsEntry("n0", 0L);
    assertThat(object).containsEntry("n7", null).doesNotContainKeys("n100", "m", "o");
    assertThat(object.get("absent")).isNull();
  }

  @Test
  void refusesADuplicateAmongManyMembers() {
    String many = "\"n%d\":1,".repeat(40).formatted(IntStream.range(0, 40).boxed().toArray());

    assertThatExceptionOfType(MalformedJoseException.class)
        .isThrownBy(() -> read("{" + many + "\"n20\":2}"));
  }

  @Test
  void anObjectEqualsAnyMapOfItsMembers() throws MalformedJoseException {
    assertThat(read("{\"a\":{\"b\":[1,300,1.5]},\"c\":[1.5],\"d\":[300]}"))
        .isEqualTo(
            Map.of(
                "a", Map.of("b", List.of(1L, 300L, 1.5)), "c", List.of(1.5), "d", List.of(300L)));
  }

  private static Map<String, Object> read(String json) throws MalformedJoseException {
    return StrictJson.object(utf8(json));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
