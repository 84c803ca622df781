package io.github.jerseymcp.client.event;

import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import java.util.Optional;

/**
 * A step of an authorization is over.
 *
 * @param server the origin of the MCP server
 * @param user the application's name of the user; empty if it has given none
 * @param step which step
 * @param issuer the origin of the authorization server, where one is known by then
 * @param outcome how it went
 * @param fault why it was refused or failed, where that is an {@link AuthorizationFault}
 * @param nanos how long it took, in nanoseconds; 0 for what takes no time of others
 */
public record StepEnded(
    String server,
    String user,
    AuthorizationStep step,
    Optional<String> issuer,
    AuthorizationStep.Outcome outcome,
    Optional<AuthorizationFault> fault,
    long nanos)
    implements ClientEvent {}
