package io.github.jerseymcp.explain;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.edge.CheckEdge;
import io.github.jerseymcp.request.CallerRules;
import io.github.jerseymcp.request.Challenges;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.resource.HandlerWays;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.token.VerifyToken;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of an application that an explanation asks: the very ones that requests go through.
 *
 * @param settings the settings
 * @param find finds the resource of a path
 * @param edge checks the edge
 * @param tokens verifies tokens
 * @param challenges writes challenges
 * @param rules judges callers
 * @param resources the protected resources
 * @param ways finds the ways to handlers
 * @param endpoints gives the one instance of an endpoint class, if there is one
 * @param basePath gives the path of the application
 */
public record ExplainedParts(
    Settings settings,
    FindProtectedResource find,
    CheckEdge edge,
    VerifyToken tokens,
    Challenges challenges,
    CallerRules rules,
    Supplier<ProtectedResources> resources,
    Supplier<HandlerWays> ways,
    Function<Class<?>, Optional<Object>> endpoints,
    Supplier<String> basePath) {}
