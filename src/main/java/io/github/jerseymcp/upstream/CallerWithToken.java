package io.github.jerseymcp.upstream;

import io.github.jerseymcp.McpPrincipal;

/** A caller whose token can be exchanged while its call lasts, and cannot be read. */
public interface CallerWithToken extends McpPrincipal {

  /** The token, of which nothing can be read outside this package. */
  InboundToken inboundToken();
}
