package io.github.jerseymcp.account;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * What a request without credentials may take, until it is known whether it asks for an operation
 * that is opened to anybody, and then for that. Immutable and thread-safe.
 *
 * @param account the share of its network, in accounts that no verified caller has a part of
 * @param maximumBodyBytes the bytes of its message
 */
public record AnonymousAccess(CallerAccount account, int maximumBodyBytes) {

  private static final String PROPERTY = AnonymousAccess.class.getName();

  /** Lets an MCP endpoint find it: it may look at the message of a request without a caller. */
  public void attachTo(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  /** Forgets what an earlier run of the same request was let in with. */
  public static void clear(ContainerRequestContext request) {
    request.removeProperty(PROPERTY);
  }

  /** What a request was let in with; empty unless it came without credentials and may be read. */
  public static Optional<AnonymousAccess> of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof AnonymousAccess access
        ? Optional.of(access)
        : Optional.empty();
  }
}
