package io.github.jerseymcp.refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.event.Grounds;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a {@link Refusal} into the response that leaves the server, and reports it, so that none
 * leaves unseen. Nothing else writes a {@code WWW-Authenticate} header. Thread-safe.
 */
public final class RefusalWriter {

  private static final String DISCOVER = "server/discover";

  /** A body that was too slow, and too much of something. */
  private static final Set<Integer> WAIT = Set.of(408, 429);

  private static final Logger logger = LoggerFactory.getLogger(RefusalWriter.class);

  private final RefusalBody body;
  private final RefusalWitness witness;

  /** Anybody can cause a refusal, so the log must not grow with each. */
  private final AtomicBoolean said = new AtomicBoolean();

  /** Makes a writer with the given body, whose refusals are reported to this witness. */
  public RefusalWriter(RefusalBody body, RefusalWitness witness) {
    this.body = body;
    this.witness = witness;
  }

  /** The response for a refusal whose reason is all that is known. */
  public Response write(ContainerRequestContext request, Refusal refusal) {
    return write(request, refusal, Grounds.of(refusal.reason()));
  }

  /** The response for a refusal that is answered with a status alone. */
  public Response write(ContainerRequestContext request, PlainRefusal refusal, Response answer) {
    witness.refused(request, answer.getStatus(), Grounds.of(refusal));
    return answer;
  }

  /** An answer of another form, with the grounds that the operator is told. */
  public Response write(ContainerRequestContext request, Grounds grounds, Response answer) {
    witness.refused(request, answer.getStatus(), grounds);
    return answer;
  }

  /**
   * The response for a refusal: never cached, with each challenge in a field of its own.
   *
   * @param grounds why, for the operator; nothing of it is in the response
   */
  public Response write(ContainerRequestContext request, Refusal refusal, Grounds grounds) {
    int status = statusOf(refusal.reason(), request.getHeaderString("Mcp-Method"));
    witness.refused(request, status, grounds);
    Response.ResponseBuilder response =
        NoStore.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body(refusal));
    for (Challenge challenge : refusal.challenges()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge.headerValue());
    }
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
    return response.build();
  }

  /**
   * The status of a refusal. A client of both eras of MCP that asks what a server speaks, as its
   * header then says, takes what only waiting helps against for a server of an older version, for
   * good, unless the status is one of the server's (MCP 2026-07-28, Streamable HTTP).
   */
  static int statusOf(Reason reason, @Nullable String method) {
    boolean wait = WAIT.contains(reason.status());
    return wait && DISCOVER.equals(method)
        ? Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
        : reason.status();
  }

  /** The challenges as they would be written, for whoever wants to know and answers nobody. */
  public static List<String> challengeFields(Refusal refusal) {
    return refusal.challenges().stream().map(Challenge::headerValue).toList();
  }

  private byte[] body(Refusal refusal) {
    try {
      return body.json(refusal).getBytes(UTF_8);
    } catch (RuntimeException e) {
      if (said.compareAndSet(false, true)) {
        logger.error("The configured refusal body failed; the standard one is sent", e);
      }
      return RefusalBody.standard().json(refusal).getBytes(UTF_8);
    }
  }
}
