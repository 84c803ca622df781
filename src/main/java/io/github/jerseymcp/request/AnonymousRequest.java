package io.github.jerseymcp.request;

/**
 * A request without credentials to an MCP endpoint that opens operations to anybody: its message
 * may be looked at. There is no caller, and whether it is served only the endpoint can tell.
 *
 * @param admitted the request as the edge has admitted it
 */
public record AnonymousRequest(AdmittedRequest admitted) implements ProtectedRequest {

  @Override
  public FoundRequest found() {
    return admitted.found();
  }
}
