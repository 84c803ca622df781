package io.github.jerseymcp.server;

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
 * Looks for a second token in a form body. A request must not present a token in two ways (RFC 6750
 * section 2), and one that only stands in a form is never read.
 */
final class FormToken {

  /** A parameter that begins later than this is not looked for; in bytes. */
  private static final int LOOKED_AT = 64 * 1024;

  private static final String PARAMETER = "access_token=";

  private FormToken() {}

  /**
   * Refuses a form that holds {@code access_token}; any other body is left unread.
   *
   * @throws RefusedException if there is a second token
   */
  static void refuseSecond(ContainerRequestContext context) throws IOException, RefusedException {
    if (!mayBeForm(context.getHeaders().get("content-type"))) {
      return;
    }
    MediaType type = context.getMediaType();
    if (type == null || !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
      return;
    }
    InputStream body = context.getEntityStream();
    byte[] beginning = body.readNBytes(LOOKED_AT);
    context.setEntityStream(new SequenceInputStream(new ByteArrayInputStream(beginning), body));
    String form = new String(beginning, ISO_8859_1);
    if (form.startsWith(PARAMETER) || form.contains("&" + PARAMETER)) {
      throw new RefusedException(Reason.MALFORMED_CREDENTIALS);
    }
  }

  /** Reading a media type is dear, and most are JSON. */
  private static boolean mayBeForm(@Nullable List<String> contentType) {
    return contentType != null
        && !(contentType.size() == 1 && contentType.get(0).startsWith(MediaType.APPLICATION_JSON));
  }
}
