package io.github.jerseymcp.example;

import io.github.jerseymcp.dpop.DpopNonces;
import java.util.Base64;

/** The secret that nodes share for DPoP nonces: given in the environment, not to be seen by ps. */
final class NonceSecret {

  static final String VARIABLE = "MCP_DPOP_NONCE_SECRET";

  private NonceSecret() {}

  /** Whether a value is base64url of enough bytes. */
  static boolean isOne(String value) {
    try {
      return decode(value).length >= DpopNonces.MINIMUM_SECRET_LENGTH;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static byte[] decode(String value) {
    return Base64.getUrlDecoder().decode(value);
  }
}
