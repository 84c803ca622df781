package io.github.jerseymcp.revocation;

import io.github.jerseymcp.testing.InMemoryRevocationLog;
import io.github.jerseymcp.testing.RevocationLogContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class InMemoryRevocationLogTest extends RevocationLogContract {

  private final RevocationLog log = new InMemoryRevocationLog();

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }

  @Override
  protected RevocationLog log() {
    return log;
  }

  @Override
  protected RevocationLog smallLog() {
    return new InMemoryRevocationLog(2);
  }

  @Override
  protected RevocationLog unavailableLog() {
    InMemoryRevocationLog out = new InMemoryRevocationLog();
    out.outage(true);
    return out;
  }
}
