package io.github.jerseymcp.introspection;

import io.github.jerseymcp.jose.CompactJws;

/** Tells what an issuer has signed. Thread-safe. */
@FunctionalInterface
public interface IssuerSignature {

  /** Whether a key of the issuer verifies this; throws if its keys cannot be had. */
  boolean isOn(CompactJws signed);
}
