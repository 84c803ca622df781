package io.github.jerseymcp.mcp;

/** What an {@link OperationPolicy} decides about one operation of one caller. */
public enum OperationDecision {
  /** The operation may run. */
  PERMIT,
  /** The operation must not run, and no other token would change that. */
  DENY
}
