package io.github.jerseymcp.revocation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class H2RevocationLogTest extends JdbcRevocationLogRules {

  @BeforeAll
  void open() {
    open("TRANSACTION_READ_COMMITTED", true);
  }

  @AfterAll
  void close() {
    closeAll();
  }

  @Override
  String url(String name) {
    return "jdbc:h2:mem:revocations-" + name + ";DB_CLOSE_DELAY=-1";
  }
}
