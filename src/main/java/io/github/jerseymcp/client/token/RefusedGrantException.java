package io.github.jerseymcp.client.token;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint said no, with a code of RFC 6749 section 5.2, RFC 8707, RFC 9470 or OpenID
 * Connect, or with another one.
 */
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
          "invalid_target",
          "access_denied",
          "temporarily_unavailable",
          "insufficient_scope",
          "insufficient_user_authentication",
          "interaction_required",
          "login_required",
          "consent_required");

  private static final String ANOTHER = "another error";

  private final String code;
  private final boolean consent;

  RefusedGrantException(@Nullable Object code, @Nullable Object more) {
    super(AuthorizationFault.GRANT_REFUSED, known(code));
    this.code = known(code);
    this.consent = "consent_required".equals(more);
  }

  /** The code, if it is a known one. */
  public String code() {
    return code;
  }

  /** Whether the user has not consented, which Entra says beside {@code invalid_grant}. */
  public boolean meansConsent() {
    return consent;
  }

  /** Whether what was handed in, or the client, is used up, withdrawn, or was never good. */
  public boolean meansStartOver() {
    return code.equals("invalid_grant") || code.equals("invalid_client");
  }

  /** A code that is shown; what else a server writes is not. */
  public static String known(@Nullable Object code) {
    return code instanceof String text && CODES.contains(text) ? text : ANOTHER;
  }
}
