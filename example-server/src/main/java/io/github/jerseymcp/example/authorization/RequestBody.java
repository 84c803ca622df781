package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the small bodies that clients send. */
final class RequestBody {

  private static final int MAX_BYTES = 16 * 1024;
  private static final int CONTENT_TOO_LARGE = 413;

  private RequestBody() {}

  static String read(InputStream body) throws IOException, RefusedException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException(
          OAuth2Error.INVALID_REQUEST.setHTTPStatusCode(CONTENT_TOO_LARGE),
          "The request is too large");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
