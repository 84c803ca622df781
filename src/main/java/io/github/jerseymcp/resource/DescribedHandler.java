package io.github.jerseymcp.resource;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One handler of the application, as the start report tells of it.
 *
 * @param verb its HTTP method, or {@code *} for a sub-resource locator
 * @param path its path template, {@code /} for the root
 * @param resource the template of its protected resource, if it belongs to one
 * @param isPublic whether it is opened with {@code @McpPublic}
 * @param requirement the scopes that its annotations ask for, those of the resource among them
 * @param operations the MCP operations of its class, each with the scopes that it needs besides
 */
public record DescribedHandler(
    String verb,
    String path,
    Optional<String> resource,
    boolean isPublic,
    ScopeRequirement requirement,
    Map<String, Set<String>> operations) {}
