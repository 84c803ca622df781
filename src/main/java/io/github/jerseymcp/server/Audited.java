package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.ProtectedResources;

/**
 * What the audit of a start has found.
 *
 * @param resources the protected resources of the application
 * @param documents their metadata documents
 */
record Audited(ProtectedResources resources, MetadataDocuments documents) {}
