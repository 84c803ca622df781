package io.github.jerseymcp.server;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.edge.DocumentCors;
import io.github.jerseymcp.metadata.ProtectedResourceDocument;
import io.github.jerseymcp.refusal.NoStore;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests for metadata documents, whether Jersey hands them on or Grizzly does. The
 * one who sends an answer adds the fields that open it to every origin.
 */
final class DocumentAnswer {

  private static final List<String> METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private DocumentAnswer() {}

  /** Whether requests with this method are answered. */
  static boolean allows(String method) {
    return METHODS.contains(method);
  }

  /** The answer to other methods. */
  static Response notAllowed() {
    return NoStore.status(405).header(HttpHeaders.ALLOW, String.join(", ", METHODS)).build();
  }

  /** The answer to a page that asks whether it may read the documents. */
  static Response preflight() {
    Response.ResponseBuilder response = Response.noContent();
    DocumentCors.preflight().forEach(response::header);
    return response.build();
  }

  /** The answer where no document is. */
  static Response notFound() {
    return Response.status(Response.Status.NOT_FOUND).build();
  }

  /** The answer while nobody can tell what stands in a document. */
  static Response unavailable(UnansweredException unanswered) {
    return NoStore.status(503).header(HttpHeaders.RETRY_AFTER, unanswered.retryAfter()).build();
  }

  /** A document, whole. */
  static Response of(ProtectedResourceDocument document) {
    return of(document, null);
  }

  /**
   * A document, or the answer that the caller has it already.
   *
   * @param unchanged what Jersey makes of the conditions of the request; null if there are none, or
   *     the document has changed
   */
  static Response of(
      ProtectedResourceDocument document, Response.@Nullable ResponseBuilder unchanged) {
    Response.ResponseBuilder response =
        unchanged == null
            ? Response.ok(document.body(), MediaType.APPLICATION_JSON_TYPE).tag(tagOf(document))
            : unchanged;
    return response.header(HttpHeaders.CACHE_CONTROL, document.cacheControl()).build();
  }

  static EntityTag tagOf(ProtectedResourceDocument document) {
    return new EntityTag(document.entityTag());
  }
}
