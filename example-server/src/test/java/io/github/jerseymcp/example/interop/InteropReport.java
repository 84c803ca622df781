package io.github.jerseymcp.example.interop;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test saw of software by others: one line on the console at its end. To be a static field
 * with {@code @RegisterExtension}.
 */
public final class InteropReport implements AfterAllCallback {

  private final String subject;
  private final Set<String> facts = new LinkedHashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  public InteropReport(String subject) {
    this.subject = subject;
  }

  public synchronized void add(String fact) {
    facts.add(fact);
  }

  public synchronized void count(String fact) {
    counts.merge(fact, 1, Integer::sum);
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    counts.forEach((fact, times) -> facts.add(times + " " + fact));
    System.out.println("Interop with " + subject + ": " + String.join("; ", facts));
  }
}
