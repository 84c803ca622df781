package io.github.jerseymcp.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids of a request are taken over into events, and so into logs. */
class CorrelationIdTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void takesTheTraceOfTheRequest() {
    assertThat(id("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")).isEqualTo(TRACE);
  }

  @Test
  void takesTheIdOfTheRequest() {
    assertThat(id("x-request-id", "7f3c-A_b.42")).isEqualTo("7f3c-A_b.42");
  }

  @Test
  void makesAnotherForEachRequestThatHasNone() {
    MultivaluedMap<String, String> none = new MultivaluedHashMap<>();

    assertThat(CorrelationId.of(none))
        .matches("[0-9a-f]{16}-[0-9a-f]+")
        .isNotEqualTo(CorrelationId.of(none));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "a line\nand another",
        "quote\"quote",
        "back\\slash",
        "with space",
        "umlaut-ä-here",
        "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void takesNoOtherForm(String sent) {
    assertThat(id("x-request-id", sent)).isNotEqualTo(sent).matches("[0-9a-f-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e473x-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736x00f067aa0ba902b7-01"
      })
  void takesNoTraceOfAnotherForm(String sent) {
    assertThat(id("traceparent", sent)).doesNotContain("4bf92f", "4BF92F");
  }

  @Test
  void takesNoneOfTwo() {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    headers.put("x-request-id", List.of("first-id", "second-id"));

    assertThat(CorrelationId.of(headers)).doesNotContain("first", "second");
  }

  private static String id(String field, String value) {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    headers.putSingle(field, value);
    return CorrelationId.of(headers);
  }
}
