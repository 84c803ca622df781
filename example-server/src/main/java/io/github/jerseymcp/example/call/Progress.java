package io.github.jerseymcp.example.call;

import io.github.jerseymcp.example.doctor.finding.SafeText;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Says what goes on, beside the output. */
final class Progress {

  private final PrintStream err;
  private final SafeText texts;

  Progress(PrintStream err, SafeText texts) {
    this.err = err;
    this.texts = texts;
  }

  /** Lines of ours; what of others stands in them is made fit for a terminal here at the latest. */
  void say(String text) {
    text.lines().map(texts::whole).forEach(err::println);
    err.flush();
  }

  /** What a tool says while it works. */
  void report(Double done, @Nullable Double total, @Nullable String message) {
    String of = total == null ? "" : " of " + number(total);
    String text = message == null ? "" : ": " + texts.of(message);
    say("  " + number(done) + of + text);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
