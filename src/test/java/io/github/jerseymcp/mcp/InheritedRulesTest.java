package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of an endpoint hold wherever they stand: SU-05. */
class InheritedRulesTest {

  /** Above the superclass. */
  @OperationScopes(method = "tools/call", name = "pay", value = "of:interface")
  @OperationAuthentication(method = "tools/call", name = "pay", maxAge = 60)
  private interface Above {}

  /** Above the class. */
  @OperationScopes(method = "tools/call", value = "of:superclass")
  @OperationAuthentication(
      method = "tools/call",
      acr = {"gold", "silver"})
  private abstract static class Base implements Above {}

  @OperationAuthentication(
      method = "tools/call",
      name = "pay",
      acr = {"gold", "copper"},
      maxAge = 300)
  private static final class Endpoint extends Base {}

  @Test
  void addUpOverSuperclassesAndInterfacesSu05() {
    OperationPolicy policy = OperationPolicy.annotated(Endpoint.class);
    McpOperation pay = new McpOperation("tools/call", Optional.of("pay"), Map.of());
    McpOperation other = new McpOperation("tools/call", Optional.of("other"), Map.of());

    assertThat(policy.scopesFor(pay)).containsExactlyInAnyOrder("of:interface", "of:superclass");
    assertThat(policy.authenticationFor(pay).acr()).containsExactly("gold");
    assertThat(policy.authenticationFor(pay).maxAge()).contains(Duration.ofSeconds(60));
    assertThat(policy.scopesFor(other)).containsExactly("of:superclass");
    assertThat(policy.authenticationFor(other))
        .isEqualTo(AuthenticationRequirement.ofAcr("gold", "silver"));
  }
}
