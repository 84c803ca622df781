package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every {@link OperationPolicy} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class OperationPolicyContract {

  private static final int THREADS = 32;
  private static final List<String> METHODS =
      List.of(
          "initialize",
          "ping",
          "tools/list",
          "tools/call",
          "prompts/get",
          "resources/read",
          "resources/subscribe",
          "completion/complete",
          "notifications/cancelled",
          "no/such/method",
          "");
  private static final List<Optional<String>> NAMES =
      List.of(
          Optional.empty(),
          Optional.of(""),
          Optional.of("\u0000\n\""),
          Optional.of("{id}"),
          Optional.of("file:///%zz/../.."),
          Optional.of("n".repeat(1_000)));

  /** The policy under test; the same one at each call. */
  protected abstract OperationPolicy policy();

  /** An operation that a rule of the policy names, with at least one scope. */
  protected abstract McpOperation named();

  /** A caller to decide about. Override it where a policy needs one that it knows. */
  protected McpPrincipal caller() {
    return new PolicyCaller();
  }

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("an operation that a rule names has scopes and is listed", this::listsWhatItNames);
    rules.put("every operation has an answer", this::answersAll);
    rules.put("scopes are scope tokens", this::namesScopeTokens);
    rules.put("the same operation has the same scopes on 32 threads", this::answersThreads);
    rules.put("every operation is decided, and asks for an authentication", this::decidesAll);
    rules.put("32 threads get their decisions at once", this::decidesForThreads);
    return rules;
  }

  /**
   * Every operation is decided, however strange it is. A policy may also ask for scopes, or for
   * another authentication; whatever else it throws refuses the operation as a failure.
   */
  public final void decidesAll() {
    for (McpOperation operation : operations()) {
      AuthenticationRequirement needed =
          Rule.answer(number -> policy().authenticationFor(operation), operation.toString());
      require(needed != null, "No authentication is none(), and never null");
      require(decide(operation), "A decision must be PERMIT or DENY, and never null");
    }
  }

  /** Many threads get their decisions at once. What each gets may depend on what was asked. */
  public final void decidesForThreads() {
    List<McpOperation> operations = operations();
    List<Boolean> decided =
        Rule.atOnce(
            THREADS,
            number -> {
              boolean all = true;
              for (int i = 0; i < operations.size(); i++) {
                all &= decide(operations.get((i + number) % operations.size()));
              }
              return all;
            });
    require(!decided.contains(false), "A decision must not be null on any thread");
  }

  private boolean decide(McpOperation operation) {
    return Rule.answer(
        number -> {
          try {
            return policy().decide(operation, caller()) != null;
          } catch (InsufficientScopeException | InsufficientAuthenticationException e) {
            return true;
          }
        },
        operation.toString());
  }

  /** An operation that a rule names has scopes and is listed. */
  public final void listsWhatItNames() {
    require(!scopesFor(named()).isEmpty(), "An operation that a rule names needs a scope");
    require(lists(named()), "An operation that a rule names must be listed");
  }

  /** Every operation has an answer, however strange its name or its parameters are. */
  public final void answersAll() {
    for (McpOperation operation : operations()) {
      require(scopesFor(operation) != null, "The scopes may be empty, but never null");
      lists(operation);
    }
  }

  /** Scopes are scope tokens (RFC 6749 section 3.3): a challenge carries them. */
  public final void namesScopeTokens() {
    for (McpOperation operation : operations()) {
      for (String scope : scopesFor(operation)) {
        require(scope != null && isScopeToken(scope), "This is no scope: " + scope);
      }
    }
  }

  /** The same operation has the same scopes on many threads. */
  public final void answersThreads() {
    List<McpOperation> operations = operations();
    List<Set<String>> expected = operations.stream().map(this::scopesFor).toList();
    Rule.atOnce(
        THREADS,
        number -> {
          for (int i = 0; i < operations.size(); i++) {
            int index = (i + number) % operations.size();
            require(
                expected.get(index).equals(scopesFor(operations.get(index))),
                "The scopes of an operation must not depend on the thread");
          }
          return true;
        });
  }

  private Set<String> scopesFor(McpOperation operation) {
    return Rule.answer(number -> policy().scopesFor(operation), operation.toString());
  }

  private boolean lists(McpOperation operation) {
    return Rule.answer(number -> policy().lists(operation), operation.toString());
  }

  private List<McpOperation> operations() {
    List<McpOperation> operations = new ArrayList<>();
    for (Map<String, Object> parameters : parameters()) {
      operations.add(new McpOperation(named().method(), named().name(), parameters));
      for (String method : METHODS) {
        NAMES.forEach(name -> operations.add(new McpOperation(method, name, parameters)));
      }
    }
    operations.add(named());
    return operations;
  }

  /** What a client may send: nothing, null, and values of any other type than is expected. */
  private static List<Map<String, Object>> parameters() {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(Map.of());
    for (Object value : List.of("text", 7L, true, List.of(List.of()), Map.of("a", Map.of()))) {
      all.add(Map.of("name", value, "uri", value, "arguments", value, "_meta", value));
    }
    all.add(Collections.singletonMap("arguments", null));
    all.add(Map.of("arguments", Collections.singletonMap("text", null)));
    return all;
  }

  private static boolean isScopeToken(String scope) {
    return !scope.isEmpty()
        && scope.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != '\\');
  }
}
