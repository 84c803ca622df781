package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.testing.OperationPolicyContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The policies of this library keep the contract of policies. */
class OperationPolicyTest {

  @OperationScopes(method = "resources/read", value = "resources:read")
  @OperationScopes(method = "resources/read", name = "notes://{id}", value = "notes:read")
  @OperationScopes(method = "tools/call", name = "delete", value = "notes:write")
  private static final class Rules {}

  @TestFactory
  Stream<DynamicTest> keepTheContract() {
    OperationPolicy annotated = OperationPolicy.annotated(Rules.class);
    OperationPolicy ofTheApplication =
        operation -> operation.method().equals("prompts/get") ? Set.of("prompts") : Set.of();
    return Stream.of(
            tests("annotated", annotated, "tools/call", "delete"),
            tests("annotated template", annotated, "resources/read", "notes://1"),
            tests("both, first", annotated.and(ofTheApplication), "tools/call", "delete"),
            tests("both, second", annotated.and(ofTheApplication), "prompts/get", "any"),
            tests("deciding", annotated.and(new ByAmount()), "tools/call", "delete"))
        .flatMap(tests -> tests);
  }

  /** Decides by an argument, and asks for more where it is large. */
  private static final class ByAmount implements OperationPolicy {

    @Override
    public Set<String> scopesFor(McpOperation operation) {
      return Set.of();
    }

    @Override
    public OperationDecision decide(McpOperation operation, McpPrincipal caller) {
      if (operation.arguments().containsKey("a")) {
        throw new InsufficientScopeException("more");
      }
      return operation.parameters().isEmpty() ? OperationDecision.PERMIT : OperationDecision.DENY;
    }
  }

  @Test
  void aPolicyThatDecidesNothingOrFailsBreaksTheContract() {
    assertThat(brokenBy(() -> null)).contains("never null");
    assertThat(
            brokenBy(
                () -> {
                  throw new IllegalStateException();
                }))
        .contains("not with an exception");
  }

  /** What the contract says of a policy that decides so. */
  private static String brokenBy(Supplier<OperationDecision> decision) {
    OperationPolicy policy =
        new OperationPolicy() {
          @Override
          public Set<String> scopesFor(McpOperation operation) {
            return Set.of("scope");
          }

          @Override
          public OperationDecision decide(McpOperation operation, McpPrincipal caller) {
            return decision.get();
          }
        };
    OperationPolicyContract contract = contract(policy, "tools/call", "any");
    List<String> broken = new ArrayList<>();
    contract
        .rules()
        .forEach(
            (name, rule) -> {
              try {
                rule.run();
              } catch (AssertionError e) {
                broken.add(String.valueOf(e.getMessage()) + e.getCause());
              }
            });
    assertThat(broken).hasSize(2);
    return broken.get(0);
  }

  private static Stream<DynamicTest> tests(
      String subject, OperationPolicy policy, String method, String name) {
    return ContractTests.of(subject, contract(policy, method, name).rules());
  }

  private static OperationPolicyContract contract(
      OperationPolicy policy, String method, String name) {
    return new OperationPolicyContract() {
      @Override
      protected OperationPolicy policy() {
        return policy;
      }

      @Override
      protected McpOperation named() {
        return new McpOperation(method, Optional.of(name), Map.of());
      }
    };
  }
}
