package io.github.jerseymcp.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.function.Supplier;

/** Where the keys of an issuer come from. */
public sealed interface KeySource {

  /** The metadata of the issuer names the key set (RFC 8414, OpenID Connect Discovery). */
  record Discovery() implements KeySource {}

  /** A key set at a configured address. */
  record Address(String jwksUri) implements KeySource {}

  /** Keys from the application: fixed, or asked for each time. */
  record Application(Supplier<JWKSet> keys) implements KeySource {}
}
