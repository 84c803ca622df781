package io.github.jerseymcp.replay;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.jerseymcp.testing.ReplayStoreContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the contract of replay stores, rule by rule. */
abstract class ReplayStoreRules extends ReplayStoreContract {

  @TestFactory
  Stream<DynamicTest> holds() {
    return rules().entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), rule.getValue()::run));
  }
}
