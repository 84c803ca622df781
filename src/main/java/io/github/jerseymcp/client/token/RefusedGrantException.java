package io.github.jerseymcp.client.token;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import java.util.Set;

/** A token endpoint said no, with one of the codes of RFC 6749 section 5.2, or with another one. */
public final class RefusedGrantException extends AuthorizationFailedException {

  private static final long serialVersionUID = 1L;

  private static final Set<String> CODES =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "invalid_target");

  private final String code;

  RefusedGrantException(Object code) {
    super(AuthorizationFault.GRANT_REFUSED, known(code));
    this.code = known(code);
  }

  /** Whether what was handed in, or the client, is used up, withdrawn, or was never good. */
  public boolean meansStartOver() {
    return code.equals("invalid_grant") || code.equals("invalid_client");
  }

  private static String known(Object code) {
    return code instanceof String text && CODES.contains(text) ? text : "another error";
  }
}
