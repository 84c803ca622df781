package io.github.jerseymcp.replay;

import io.github.jerseymcp.testing.ReplayStoreContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the contract of replay stores, rule by rule. */
abstract class ReplayStoreRules extends ReplayStoreContract {

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }
}
