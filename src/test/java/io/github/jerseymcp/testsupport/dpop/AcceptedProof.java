package io.github.jerseymcp.testsupport.dpop;

/**
 * A change of a valid proof that breaks no rule.
 *
 * @param name the id of the rule in docs/requirements.md, and what is different
 * @param overHttp whether it can be tried over HTTP, under a clock that goes on
 * @param change the change
 */
public record AcceptedProof(String name, boolean overHttp, ProofChange change) {

  @Override
  public String toString() {
    return name;
  }
}
