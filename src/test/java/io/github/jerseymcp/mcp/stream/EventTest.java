package io.github.jerseymcp.mcp.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventTest {

  @Test
  void aMessageIsTheDataOfAnEventWithAnId() {
    assertThat(text(Event.message("3-1", 1, bytes("{\"id\":1}"))))
        .isEqualTo("id: 3-1\nevent: message\ndata: {\"id\":1}\n\n");
  }

  @Test
  void whereNobodyCanComeBackThereIsNoId() {
    assertThat(text(Event.message("", 0, bytes("{}")))).isEqualTo("event: message\ndata: {}\n\n");
  }

  @Test
  void lineBreaksOfAnIndentedMessageDoNotEndTheEvent() {
    assertThat(text(Event.message("", 0, bytes("{\r\n \"id\": 1\n\n}"))))
        .isEqualTo("event: message\ndata: { \"id\": 1}\n\n");
  }

  @Test
  void aLongMessageIsNotCopied() {
    byte[] json = bytes("\"" + "x".repeat(1000) + "\"");
    Event event = Event.message("", 0, json);

    json[1] = 'y';

    assertThat(text(event)).contains("data: \"yx");
  }

  @Test
  void slicesOfAnySizeAreTheWhole() {
    Event event = Event.message("12-7", 7, bytes("{\"text\":\"some words\"}"));
    for (int size = 1; size <= event.length() + 1; size++) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int from = 0; from < event.length(); from += size) {
        all.writeBytes(event.slice(from, Math.min(event.length(), from + size)));
      }
      assertThat(all.toByteArray()).as("slices of %s", size).isEqualTo(event.bytes());
    }
  }

  @Test
  void aPrimingEventHasAnIdADelayAndNoData() {
    assertThat(text(Event.priming("3-0", Duration.ofSeconds(2))))
        .isEqualTo("id: 3-0\nretry: 2000\ndata: \n\n");
  }

  private static String text(Event event) {
    return new String(event.bytes(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
