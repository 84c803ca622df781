package io.github.jerseymcp.upstream;

import java.io.IOException;

/**
 * Another API was not called, since there is no token for the caller there. The message is a
 * constant of {@link UpstreamFault} and holds nothing that somebody else wrote. The endpoint of an
 * MCP server answers with it, as the error of the tool, where a handler lets it through, itself or
 * as a cause.
 */
public final class UpstreamTokenException extends IOException {

  private static final long serialVersionUID = 1L;

  private final UpstreamFault fault;

  UpstreamTokenException(UpstreamFault fault) {
    super(fault.text());
    this.fault = fault;
  }

  /** What went wrong. */
  public UpstreamFault fault() {
    return fault;
  }
}
