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
 * @param demand what its annotations ask for, the scopes of the resource among it
 * @param open the MCP operations of its class that are opened to anybody
 * @param operations the MCP operations of its class, each with what it needs besides
 */
public record DescribedHandler(
    String verb,
    String path,
    Optional<String> resource,
    boolean isPublic,
    Demand demand,
    Set<String> open,
    Map<String, Demand> operations) {}
