package io.github.jerseymcp.account;

import io.github.jerseymcp.McpPrincipal;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * The account of the caller of one request. Immutable and thread-safe; it may outlive the request.
 *
 * @param accounts all accounts of the application
 * @param caller whose account this is
 */
public record CallerAccount(Accounts accounts, CallerKey caller) {

  private static final String PROPERTY = Accounts.class.getName();

  /** Lets the rest of a request find the accounts of its application. */
  public static void attach(Accounts accounts, ContainerRequestContext request) {
    request.setProperty(PROPERTY, accounts);
  }

  /**
   * The account of a verified caller.
   *
   * @throws IllegalStateException if the request did not come through the security feature
   */
  public static CallerAccount of(ContainerRequestContext request, McpPrincipal caller) {
    if (request.getProperty(PROPERTY) instanceof Accounts accounts) {
      return new CallerAccount(accounts, CallerKey.of(caller));
    }
    throw new IllegalStateException("The request has no account: register McpSecurityFeature");
  }

  /** A permit that holds nothing yet, and takes what it is resized to. */
  public Permit open(Holding holding) {
    return new Permit(accounts, caller, holding, 0);
  }

  /**
   * Takes an amount.
   *
   * @return what gives it back
   * @throws AtLimitException if it is more than the caller, or all callers together, may hold
   */
  public Permit take(Holding holding, long amount) throws AtLimitException {
    return accounts.take(caller, holding, amount);
  }
}
