package io.github.jerseymcp.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.jerseymcp.testing.CredentialStoreContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MemoryCredentialStoreTest extends CredentialStoreContract {

  private final CredentialStore store = new MemoryCredentialStore();

  @Override
  protected CredentialStore store() {
    return store;
  }

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }

  @Test
  void forgetsNobodyWhenItIsFull() {
    CredentialStore small = new MemoryCredentialStore(1);
    CredentialKey alice = new CredentialKey("alice", "https://mcp.example.com");
    small.write(alice, 0, "a");

    assertThatIllegalStateException()
        .isThrownBy(() -> small.write(new CredentialKey("bob", "https://mcp.example.com"), 0, "b"))
        .withMessage("The store of sign-ins is full");
    assertThat(small.read(alice)).isPresent();
    assertThat(small.write(alice, small.read(alice).orElseThrow().version(), "b")).isTrue();
  }
}
