package io.github.jerseymcp.explain;

import io.github.jerseymcp.resource.OperationDemands;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Explains requests without a token where an MCP endpoint opens operations to anybody. Thread-safe.
 */
final class AnonymousExplainer {

  private static final String MESSAGE = "POST";
  private static final int SHOWN = 12;

  private final ExplainedParts parts;

  AnonymousExplainer(ExplainedParts parts) {
    this.parts = parts;
  }

  /** Whether the request is answered without a token; the draft then says so, and says why. */
  boolean answers(ImaginedRequest request, String path, Draft draft) {
    Optional<Opening> opening = opening(request, path);
    Optional<ImaginedRequest.Operation> operation = request.operation();
    if (opening.isEmpty() || operation.isEmpty() || !opening.get().serves(operation.get())) {
      return false;
    }
    draft.begin("admit without a token");
    draft.passed(
        "The operation is open to anybody (@OpenOperation), so that no token is needed",
        opening.get().sentence());
    draft.begin("ask the policy");
    draft.notChecked(
        "An OperationPolicy that decides by arguments may ask for a caller", List.of());
    return true;
  }

  /** What would be answered there without a token; nothing if that is nothing. */
  List<String> open(ImaginedRequest request, String path) {
    return opening(request, path).map(Opening::sentence).stream().toList();
  }

  /** A token that is there is verified, whatever is open. */
  private Optional<Opening> opening(ImaginedRequest request, String path) {
    if (!request.token().isEmpty()
        || !request.method().equals(MESSAGE)
        || !parts.resources().get().opensOperations(path)) {
      return Optional.empty();
    }
    Optional<Class<?>> type = parts.ways().get().destination(request.method(), path).type();
    return type.flatMap(OperationDemands::ofEndpoints)
        .flatMap(
            demands -> type.flatMap(parts.endpoints()).map(found -> new Opening(demands, found)));
  }

  /** What one endpoint opens. */
  private record Opening(OperationDemands demands, Object endpoint) {

    boolean serves(ImaginedRequest.Operation operation) {
      try {
        return demands.isOpen(endpoint, operation.method(), operation.name());
      } catch (RuntimeException e) {
        return false; // The policy is code of the application.
      }
    }

    String sentence() {
      List<String> all = demands.opened(endpoint);
      String shown = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
      return "Open to anybody here, without a token: "
          + shown
          + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }
  }
}
