package io.github.jerseymcp.testsupport.dpop;

/** Makes the content of a {@code DPoP} field of a valid proof. */
@FunctionalInterface
public interface ProofChange {

  /** The content of the field; the proof may be changed for it. */
  String of(ProofUse use);
}
