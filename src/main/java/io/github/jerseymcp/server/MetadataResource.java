package io.github.jerseymcp.server;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.refusal.PlainRefusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/**
 * Serves the metadata document of every protected path (RFC 9728 section 3), to every caller, with
 * any credentials or none.
 *
 * <p>It is one path, since Jersey tries each path of an application in turn at each request; {@link
 * DocumentRoute} adds it.
 */
public final class MetadataResource {

  private final ApplicationSecurity security;

  MetadataResource(ApplicationSecurity security) {
    this.security = security;
  }

  /** The document of one resource; without a path, the one that stands for all. */
  public Response document(@Context ContainerRequestContext context, @Context Request request) {
    String raw = context.getUriInfo().getPath(false);
    String path = raw.substring(MetadataAddress.WELL_KNOWN.length() - 1);
    return document(path.equals("/") ? "" : path, context, request);
  }

  private Response document(String path, ContainerRequestContext context, Request request) {
    try {
      return found(path, context, request);
    } catch (UnansweredException e) {
      return security
          .writer()
          .write(context, PlainRefusal.DOCUMENT_UNAVAILABLE, DocumentAnswer.unavailable(e));
    }
  }

  private Response found(String path, ContainerRequestContext context, Request request) {
    return DocumentRequest.of(context)
        .flatMap(
            checked ->
                security
                    .documents()
                    .at(
                        checked.origin(),
                        security.addresses().basePath(context.getUriInfo()),
                        path))
        .map(
            document ->
                DocumentAnswer.of(
                    document, request.evaluatePreconditions(DocumentAnswer.tagOf(document))))
        .orElseGet(
            () ->
                security
                    .writer()
                    .write(context, PlainRefusal.DOCUMENT_UNKNOWN, DocumentAnswer.notFound()));
  }
}
