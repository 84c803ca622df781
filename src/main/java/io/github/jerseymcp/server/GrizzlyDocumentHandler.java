package io.github.jerseymcp.server;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.container.GrizzlyPeer;
import io.github.jerseymcp.edge.DocumentCors;
import io.github.jerseymcp.edge.EdgeException;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.event.Occasion;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.Reports;
import io.github.jerseymcp.event.Wording;
import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.metadata.ProtectedResourceDocument;
import io.github.jerseymcp.refusal.PlainRefusal;
import io.github.jerseymcp.request.EdgeRefusal;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers requests for metadata documents at the root of the host. */
final class GrizzlyDocumentHandler extends HttpHandler {

  private final Supplier<Optional<ApplicationSecurity>> protecting;
  private final String basePath;

  /**
   * Serves the documents of an application.
   *
   * @param protecting what protects the application at this moment; empty if nothing does
   */
  GrizzlyDocumentHandler(Supplier<Optional<ApplicationSecurity>> protecting, String basePath) {
    this.protecting = protecting;
    this.basePath = basePath;
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    String method = request.getMethod().getMethodString();
    if (method.equals(HttpMethod.OPTIONS)) {
      write(DocumentAnswer.preflight(), method, response);
      return;
    }
    decorate(response);
    if (!DocumentAnswer.allows(method)) {
      report(protecting.get(), request, PlainRefusal.DOCUMENT_METHOD, 405);
      write(DocumentAnswer.notAllowed(), method, response);
      return;
    }
    Optional<ApplicationSecurity> security = protecting.get();
    if (security.isEmpty()) {
      write(DocumentAnswer.notFound(), method, response);
      return;
    }
    try {
      PublicOrigin origin =
          security.get().checkEdge().checkDocument(GrizzlyPeer.of(request), headers(request));
      Optional<ProtectedResourceDocument> document = document(security.get(), origin, request);
      if (document.isEmpty()) {
        report(security, request, PlainRefusal.DOCUMENT_UNKNOWN, 404);
      }
      write(document.map(DocumentAnswer::of).orElseGet(DocumentAnswer::notFound), method, response);
    } catch (UnansweredException e) {
      report(security, request, PlainRefusal.DOCUMENT_UNAVAILABLE, 503);
      write(DocumentAnswer.unavailable(e), method, response);
    } catch (EdgeException e) {
      int status = EdgeRefusal.of(e.fault()).reason().status();
      report(security, request, e.fault(), status);
      response.setStatus(status);
    }
  }

  private static void report(
      Optional<ApplicationSecurity> security, Request request, Cause cause, int status) {
    if (security.isEmpty()) {
      return;
    }
    Reports reports = security.get().reports();
    Occasion occasion =
        new Occasion(
            "",
            Operation.ofHttp(request.getMethod().getMethodString()),
            reports.none(),
            headers(request));
    reports.refused(occasion, Grounds.of(cause), status, Wording.plain(occasion));
  }

  private Optional<ProtectedResourceDocument> document(
      ApplicationSecurity security, PublicOrigin origin, Request request) {
    String path = request.getRequestURI().substring(MetadataAddress.WELL_KNOWN.length());
    boolean below = (path + "/").startsWith(basePath + "/");
    return path.isEmpty() || below
        ? security
            .documents()
            .at(origin, basePath, path.isEmpty() ? "" : path.substring(basePath.length()))
        : Optional.empty();
  }

  private static void write(jakarta.ws.rs.core.Response answer, String method, Response response)
      throws IOException {
    response.setStatus(answer.getStatus());
    answer
        .getStringHeaders()
        .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
    if (answer.getEntity() instanceof byte[] body) {
      response.setContentLength(body.length);
      if (!method.equals(HttpMethod.HEAD)) {
        response.getOutputStream().write(body);
      }
    }
  }

  private static void decorate(Response response) {
    MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
    DocumentCors.decorate(fields);
    for (Map.Entry<String, List<Object>> field : fields.entrySet()) {
      response.setHeader(field.getKey(), String.valueOf(field.getValue().get(0)));
    }
  }

  private static MultivaluedMap<String, String> headers(Request request) {
    MultivaluedMap<String, String> headers =
        new AbstractMultivaluedMap<>(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)) {};
    for (String name : request.getHeaderNames()) {
      if (!headers.containsKey(name)) {
        request.getHeaders(name).forEach(value -> headers.add(name, value));
      }
    }
    return headers;
  }
}
