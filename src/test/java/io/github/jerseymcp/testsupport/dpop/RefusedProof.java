package io.github.jerseymcp.testsupport.dpop;

import io.github.jerseymcp.dpop.ProofFault;

/**
 * A change of a valid proof that breaks one rule.
 *
 * @param name the id of the rule in docs/requirements.md, and what is wrong
 * @param reason what it is refused for, of which HTTP shows nothing
 * @param overHttp whether it can be tried over HTTP, under a clock that goes on
 * @param change the change
 */
public record RefusedProof(String name, ProofFault reason, boolean overHttp, ProofChange change) {

  @Override
  public String toString() {
    return name;
  }
}
