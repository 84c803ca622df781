package io.github.jerseymcp.testsupport;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs the rules of a contract as tests. */
public final class ContractTests {

  private ContractTests() {}

  /** A test of each rule. */
  public static Stream<DynamicTest> of(Map<String, Runnable> rules) {
    return of("", rules);
  }

  /** A test of each rule, with the name of what is tested. */
  public static Stream<DynamicTest> of(String subject, Map<String, Runnable> rules) {
    return rules.entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    (subject + " " + rule.getKey()).strip(), rule.getValue()::run));
  }
}
