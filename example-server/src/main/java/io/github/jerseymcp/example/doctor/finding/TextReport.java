package io.github.jerseymcp.example.doctor.finding;

import java.util.Locale;

/** A diagnosis for people: what is wrong at length, what is right in a line each. */
public final class TextReport {

  private static final int WIDTH = 100;
  private static final String INDENT = " ".repeat(8);

  private TextReport() {}

  /** The report, which ends with a line of sums. */
  public static String of(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %d requests, %s%n%n"
            .formatted(
                diagnosis.url(),
                diagnosis.requests(),
                diagnosis.withToken() ? "with a token" : "without a token"));
    diagnosis.findings().forEach(finding -> append(text, finding));
    return text.append(
            "%n%d wrong, %d advice, %d could not be told, %d right%n"
                .formatted(
                    diagnosis.count(Verdict.WRONG),
                    diagnosis.count(Verdict.ADVICE),
                    diagnosis.count(Verdict.UNKNOWN),
                    diagnosis.count(Verdict.OK)))
        .toString();
  }

  private static void append(StringBuilder text, Finding finding) {
    String label = "%-8s".formatted(label(finding.verdict()));
    wrap(text, label, finding.rule().id() + ": " + finding.seen());
    if (finding.verdict() == Verdict.WRONG || finding.verdict() == Verdict.ADVICE) {
      wrap(text, INDENT, "Rule: " + finding.rule().source());
      wrap(text, INDENT, "Fix: " + finding.rule().fix());
    }
  }

  private static String label(Verdict verdict) {
    return verdict == Verdict.WRONG ? "WRONG" : verdict.name().toLowerCase(Locale.ROOT);
  }

  private static void wrap(StringBuilder text, String label, String words) {
    StringBuilder line = new StringBuilder(label);
    boolean isFirstWord = true;
    for (String word : words.split(" ", -1)) {
      if (!isFirstWord && line.length() + 1 + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        line = new StringBuilder(INDENT);
        isFirstWord = true;
      }
      line.append(isFirstWord ? "" : " ").append(word);
      isFirstWord = false;
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
