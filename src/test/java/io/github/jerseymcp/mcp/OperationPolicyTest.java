package io.github.jerseymcp.mcp;

import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.testing.OperationPolicyContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
            tests("both, second", annotated.and(ofTheApplication), "prompts/get", "any"))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> tests(
      String subject, OperationPolicy policy, String method, String name) {
    return ContractTests.of(
        subject,
        new OperationPolicyContract() {
          @Override
          protected OperationPolicy policy() {
            return policy;
          }

          @Override
          protected McpOperation named() {
            return new McpOperation(method, Optional.of(name), Map.of());
          }
        }.rules());
  }
}
