package io.github.jerseymcp.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.jerseymcp.refusal.Reason;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 6 of a request: looks for a second token in a form body. A request must not present a token
 * in two ways (RFC 6750 section 2). A token that is only in a form is never read.
 */
public final class RefuseSecondToken {

  /** A parameter that begins later than this is not looked for; in bytes. */
  private static final int LOOKED_AT = 64 * 1024;

  private static final String PARAMETER = "access_token=";

  /**
   * Refuses a form that holds {@code access_token}; any other body is left unread.
   *
   * @return the whole body, for those who read it later
   * @throws RefusedException if there is a second token
   */
  public InputStream check(ContainerRequestContext context) throws IOException, RefusedException {
    InputStream body = context.getEntityStream();
    if (!isForm(context)) {
      return body;
    }
    byte[] beginning = body.readNBytes(LOOKED_AT);
    String form = new String(beginning, ISO_8859_1);
    if (form.startsWith(PARAMETER) || form.contains("&" + PARAMETER)) {
      throw new RefusedException(Reason.MALFORMED_CREDENTIALS);
    }
    return new SequenceInputStream(new ByteArrayInputStream(beginning), body);
  }

  private static boolean isForm(ContainerRequestContext context) {
    if (!mayBeForm(context.getHeaders().get("content-type"))) {
      return false;
    }
    MediaType type = context.getMediaType();
    return type != null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type);
  }

  /** Parsing a media type is expensive, and most are JSON. */
  private static boolean mayBeForm(@Nullable List<String> contentType) {
    return contentType != null
        && !(contentType.size() == 1 && contentType.get(0).startsWith(MediaType.APPLICATION_JSON));
  }
}
