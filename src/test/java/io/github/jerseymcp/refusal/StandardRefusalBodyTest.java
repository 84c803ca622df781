package io.github.jerseymcp.refusal;

import io.github.jerseymcp.testing.RefusalBodyContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The standard body keeps the contract of bodies. */
class StandardRefusalBodyTest extends RefusalBodyContract {

  private final RefusalBody body = RefusalBody.standard();

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return ContractTests.of(rules());
  }

  @Override
  protected RefusalBody body() {
    return body;
  }
}
