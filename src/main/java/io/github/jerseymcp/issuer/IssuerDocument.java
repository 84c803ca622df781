package io.github.jerseymcp.issuer;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads a JSON object that an issuer publishes, strictly but for a byte order mark at its begin,
 * which RFC 8259 section 8.1 lets a reader ignore. What a caller sends never may have one.
 */
public final class IssuerDocument {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private IssuerDocument() {}

  /** The members of the object. */
  public static Map<String, Object> object(byte[] document) throws MalformedJoseException {
    boolean marked =
        document.length >= MARK.length
            && Arrays.equals(document, 0, MARK.length, MARK, 0, MARK.length);
    return StrictJson.object(
        marked ? Arrays.copyOfRange(document, MARK.length, document.length) : document);
  }
}
