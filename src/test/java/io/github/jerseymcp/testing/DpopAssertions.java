package io.github.jerseymcp.testing;

import java.util.List;

/**
 * Assertions that an operation of a user's own application is protected by DPoP as RFC 9449
 * demands.
 *
 * <p>Each throws {@link AssertionError} with what was expected and what came back. They need no
 * test framework. Where the server demands nonces, each request that needs one is repeated with it.
 */
public final class DpopAssertions {

  private static final String DPOP = "DPoP";
  private static final String BEARER = "Bearer";
  private static final String BAD_PROOF = "error=\"invalid_dpop_proof\"";
  private static final String BAD_TOKEN = "error=\"invalid_token\"";

  private DpopAssertions() {}

  /** A valid proof lets the caller in. */
  public static void assertProofAccepted(DpopTarget target) {
    require(sendFresh(target, target.proof()).isSuccess(), "a valid proof is accepted");
  }

  /** The same proof is accepted once (RFC 9449 section 11.1). */
  public static void assertReplayRejected(DpopTarget target) {
    DpopAnswer first = target.send(DPOP, List.of(target.proof().sign()));
    TestProof proof = target.proof();
    first.nonce().ifPresent(proof::nonce);
    String signed = proof.sign();
    require(target.send(DPOP, List.of(signed)).isSuccess(), "a valid proof is accepted");
    requireRefused(target.send(DPOP, List.of(signed)), BAD_PROOF, "a proof is accepted only once");
  }

  /** A bound token under the Bearer scheme is refused, proof or not (RFC 9449 section 7.2). */
  public static void assertBoundBearerRejected(DpopTarget target) {
    requireRefused(target.send(BEARER, List.of()), BAD_TOKEN, "a bound token is no bearer token");
    requireRefused(
        target.send(BEARER, List.of(target.proof().sign())),
        BAD_TOKEN,
        "a proof does not make a bound token a bearer token");
  }

  /** A request without a proof is refused. */
  public static void assertMissingProofRejected(DpopTarget target) {
    requireRefused(target.send(DPOP, List.of()), BAD_PROOF, "a proof is needed");
  }

  /** Two proofs in one request are refused (RFC 9449 section 4.3, 1). */
  public static void assertTwoProofsRejected(DpopTarget target) {
    requireRefused(
        target.send(DPOP, List.of(target.proof().sign(), target.proof().sign())),
        BAD_PROOF,
        "only one proof is allowed");
  }

  /** A proof for another method is refused (RFC 9449 section 4.3, 8). */
  public static void assertWrongMethodRejected(DpopTarget target) {
    assertDefectRejected(target, ProofDefect.ANOTHER_METHOD);
  }

  /** A proof for another address is refused (RFC 9449 section 4.3, 9). */
  public static void assertWrongTargetRejected(DpopTarget target) {
    assertDefectRejected(target, ProofDefect.ANOTHER_HOST);
  }

  /** A proof that is too old or too far ahead is refused (RFC 9449 section 4.3, 11). */
  public static void assertUntimelyProofRejected(DpopTarget target) {
    assertDefectRejected(target, ProofDefect.TIME_LONG_AGO);
    assertDefectRejected(target, ProofDefect.TIME_FAR_AHEAD);
  }

  /** A proof by another key than the token's is refused (RFC 9449 section 4.3, 12). */
  public static void assertAnotherKeyRejected(DpopTarget target) {
    assertDefectRejected(target, ProofDefect.ANOTHER_KEY);
  }

  /** A proof with one defect is refused, and does not ask for a nonce. */
  public static void assertDefectRejected(DpopTarget target, ProofDefect defect) {
    requireRefused(
        target.send(DPOP, List.of(defect.in(target.proof()).sign())),
        defect == ProofDefect.ANOTHER_KEY ? BAD_TOKEN : BAD_PROOF,
        "a proof with the defect " + defect + " is refused");
  }

  /** Every defect that this kit knows is refused. */
  public static void assertEveryDefectRejected(DpopTarget target) {
    for (ProofDefect defect : ProofDefect.values()) {
      assertDefectRejected(target, defect);
    }
  }

  /** A proof without a nonce is answered with one, which then lets the caller in (section 9). */
  public static void assertNonceDemanded(DpopTarget target) {
    DpopAnswer refused = target.send(DPOP, List.of(target.proof().sign()));
    requireRefused(refused, "error=\"use_dpop_nonce\"", "a nonce is demanded");
    require(refused.nonce().isPresent(), "the answer names exactly one nonce");
    TestProof withNonce = target.proof().nonce(refused.nonce().get());
    require(
        target.send(DPOP, List.of(withNonce.sign())).isSuccess(), "the nonce lets the caller in");
  }

  private static DpopAnswer sendFresh(DpopTarget target, TestProof proof) {
    DpopAnswer answer = target.send(DPOP, List.of(proof.sign()));
    return !answer.isSuccess() && answer.nonce().isPresent()
        ? target.send(DPOP, List.of(target.proof().nonce(answer.nonce().get()).sign()))
        : answer;
  }

  private static void requireRefused(DpopAnswer answer, String error, String rule) {
    require(
        answer.status() == 401 && answer.challenge().contains(error),
        rule
            + ": expected 401 with "
            + error
            + ", but was "
            + answer.status()
            + " "
            + answer.challenge());
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError(rule);
    }
  }
}
