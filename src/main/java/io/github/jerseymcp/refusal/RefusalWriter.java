package io.github.jerseymcp.refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a {@link Refusal} into the response that leaves the server. Nothing else writes a {@code
 * WWW-Authenticate} header. Thread-safe.
 */
public final class RefusalWriter {

  private static final Logger logger = LoggerFactory.getLogger(RefusalWriter.class);

  private final RefusalBody body;

  /** Anybody can cause a refusal, so the log must not grow with each. */
  private final AtomicBoolean said = new AtomicBoolean();

  /** Makes a writer with the given body. */
  public RefusalWriter(RefusalBody body) {
    this.body = body;
  }

  /** The response for a refusal: never cached, with each challenge in a field of its own. */
  public Response write(Refusal refusal) {
    Response.ResponseBuilder response =
        NoStore.status(refusal.reason().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(body(refusal));
    for (Challenge challenge : refusal.challenges()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge.headerValue());
    }
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
    return response.build();
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
