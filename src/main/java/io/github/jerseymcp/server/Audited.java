package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.HandlerWays;
import io.github.jerseymcp.resource.ProtectedResources;
import java.util.function.Supplier;

/**
 * What the audit of a start has found.
 *
 * @param resources the protected resources of the application
 * @param documents their metadata documents
 * @param ways finds the ways to its handlers, when asked
 */
record Audited(
    ProtectedResources resources, MetadataDocuments documents, Supplier<HandlerWays> ways) {}
