package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import java.util.Set;

/**
 * Whether a caller has what a request asks for.
 *
 * @param missing what the caller is told to get
 * @param scopes the scopes that are needed
 * @param authentication how the user must have signed in
 */
public record Verdict(
    Missing missing, Set<String> scopes, AuthenticationRequirement authentication) {

  /** What a caller can lack. */
  public enum Missing {
    NOTHING,
    /** Scopes, and nothing else. */
    SCOPES,
    /** That its user signs in as is needed, and perhaps scopes. */
    AUTHENTICATION
  }

  /** Whether the caller may go on. */
  public boolean admits() {
    return missing == Missing.NOTHING;
  }
}
