package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.OperationDemands;
import io.github.jerseymcp.resource.ScopeRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the rules of an endpoint's transport about an operation. */
public final class EndpointOperations implements OperationDemands {

  /** Made by whoever asks. */
  public EndpointOperations() {}

  @Override
  public Optional<ChangeFeed> changes(Object endpoint) {
    return Optional.of(((McpEndpoint) endpoint).transport().support().settings().changes());
  }

  @Override
  public Optional<Demand> of(Object endpoint, String method, Optional<String> name) {
    AuthoriseOperation rules = ((McpEndpoint) endpoint).transport().rules();
    McpOperation operation = new McpOperation(method, name, Map.of());
    if (rules.isDenied(operation)) {
      return Optional.empty();
    }
    OperationNeeds needs = rules.needsOf(operation);
    return Optional.of(new Demand(ScopeRequirement.allOf(needs.scopes()), needs.authentication()));
  }

  @Override
  public List<String> opened(Object endpoint) {
    return ((McpEndpoint) endpoint)
        .transport()
        .rules()
        .opened()
        .map(one -> one.method() + one.name().map(name -> " " + name).orElse(""))
        .toList();
  }

  @Override
  public boolean isOpen(Object endpoint, String method, Optional<String> name) {
    return ((McpEndpoint) endpoint)
        .transport()
        .rules()
        .isOpen(new McpOperation(method, name, Map.of()));
  }
}
