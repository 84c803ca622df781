package io.github.jerseymcp.example.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.doctor.finding.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void saysNothingThatATerminalFollowsWhateverItIsGiven() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SafeText texts = new SafeText();
    texts.hide("top-secret");

    new Progress(new PrintStream(err, true, UTF_8), texts)
        .say("a\u001b[2J\u202eb\u009bc\udb40\udc41 top-secret\n" + "x".repeat(500));

    assertThat(err.toString(UTF_8).lines()).containsExactly("a [2J b c  (hidden)", "x".repeat(500));
  }
}
