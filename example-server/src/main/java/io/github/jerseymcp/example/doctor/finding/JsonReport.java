package io.github.jerseymcp.example.doctor.finding;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A diagnosis for programs: one JSON object, whose names are stable. */
public final class JsonReport {

  /** Raised when a name changes its meaning. */
  private static final int FORMAT = 1;

  private static final JsonMapper JSON = new JsonMapper();

  private JsonReport() {}

  /** The document, in one text. */
  public static String of(Diagnosis diagnosis) {
    ObjectNode document = JSON.createObjectNode();
    document.put("format", FORMAT);
    document.put("url", diagnosis.url());
    document.put("requests", diagnosis.requests());
    document.put("token", diagnosis.withToken());
    ObjectNode counts = document.putObject("counts");
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.jsonName(), diagnosis.count(verdict));
    }
    diagnosis
        .findings()
        .forEach(finding -> add(document.withArrayProperty("findings").addObject(), finding));
    return document.toPrettyString();
  }

  private static void add(ObjectNode entry, Finding finding) {
    entry.put("id", finding.rule().id());
    entry.put("verdict", finding.verdict().jsonName());
    entry.put("seen", finding.seen());
    entry.put("rule", finding.rule().source());
    entry.put("fix", finding.rule().fix());
  }
}
