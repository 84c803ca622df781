package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;

/**
 * Thrown when a request is refused with an error of OAuth: in the body at the token and
 * registration endpoints, through the redirect at the authorization endpoint.
 */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorObject error;

  RefusedException(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
  }

  /** With the standard's code and status and a description of ours. */
  RefusedException(ErrorObject standard, String description) {
    this(standard.setDescription(description));
  }

  /** For what the SDK could not parse: its code and status, for its text may repeat the request. */
  static RefusedException malformed(ParseException failure) {
    ErrorObject error = failure.getErrorObject();
    if (error == null) {
      error = OAuth2Error.INVALID_REQUEST;
    } else if ("invalid_resource".equals(error.getCode())) {
      // The name it had in drafts of RFC 8707.
      error = OAuth2Error.INVALID_TARGET;
    }
    return new RefusedException(error, "The request is not as its specification describes it");
  }

  ErrorObject error() {
    return error;
  }
}
