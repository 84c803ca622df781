package io.github.jerseymcp.rate;

import io.github.jerseymcp.testing.RateLimiterContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the contract of rate limiters, rule by rule. */
abstract class RateLimiterRules extends RateLimiterContract {

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }
}
