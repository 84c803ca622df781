package io.github.jerseymcp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.server.MeasuredNotes;
import io.github.jerseymcp.testing.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderEventsTest {

  @TempDir private Path folder;
  private final InProcess server = MeasuredNotes.start(event -> {});

  @Test
  void recordsDecisionsWhileARecordingAsksForThem() throws Exception {
    List<RecordedEvent> recorded;
    try (Recording recording = new Recording()) {
      recording.enable("io.github.jerseymcp.Decision");
      recording.start();
      server.call("GET", "/measured/1").bearer(MeasuredNotes.token()).send();
      server.call("GET", "/measured/2").bearer("nonsense").send();
      recorded = stop(recording);
    }

    assertThat(recorded)
        .extracting(event -> event.getString("outcome"))
        .containsExactly("accepted", "refused");
    assertThat(recorded.get(1).getString("cause")).isEqualTo("token.malformed");
    assertThat(recorded.get(1).getInt("status")).isEqualTo(401);
    assertThat(recorded.get(1).getString("resource")).isEqualTo("/measured");
    assertThat(recorded.get(0).getLong("decided")).isPositive();
    assertThat(recorded.toString()).doesNotContain("nonsense", "alice");
  }

  @Test
  void recordsFetchesOfKeys() throws Exception {
    SecurityEventListener listener = FlightRecorderEvents.behind(List.of()).get(0);
    List<RecordedEvent> recorded;
    try (Recording recording = new Recording()) {
      recording.enable("io.github.jerseymcp.KeyFetch");
      recording.start();
      listener.on(new KeysFetched("https://issuer.example", 2, 5_000_000));
      recorded = stop(recording);
    }

    assertThat(recorded).hasSize(1);
    assertThat(recorded.get(0).getString("issuer")).isEqualTo("https://issuer.example");
    assertThat(recorded.get(0).getInt("keys")).isEqualTo(2);
  }

  @Test
  void listensOnlyWhileARecordingAsksForIt() {
    SecurityEventListener listener = FlightRecorderEvents.behind(List.of()).get(0);
    assertThat(listener.isListening()).isFalse();
    try (Recording recording = new Recording()) {
      recording.enable("io.github.jerseymcp.Decision");
      recording.start();
      assertThat(listener.isListening()).isTrue();
    }
    assertThat(listener.isListening()).isFalse();
  }

  private List<RecordedEvent> stop(Recording recording) throws Exception {
    recording.stop();
    Path file = Files.createTempFile(folder, "decisions", ".jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file);
  }
}
