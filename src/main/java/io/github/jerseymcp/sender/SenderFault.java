package io.github.jerseymcp.sender;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/** What is wrong with the way in which a good token is presented, before any proof is looked at. */
public enum SenderFault implements Cause {
  /** The {@code cnf} claim cannot be honoured. */
  CONFIRMATION(
      "The token's cnf claim is malformed, or names no means of confirmation that is checked here:"
          + " have the issuer bind its tokens by jkt or x5t#S256"),
  /** A token that is bound to a key came as {@code Bearer}. */
  BOUND_AS_BEARER(
      "The token is bound to a DPoP key and was sent as Bearer: have the client send it as"
          + " Authorization: DPoP with a proof, and switch DPoP on for this resource; or have the"
          + " issuer issue bearer tokens"),
  /** A token that is not bound to a key came as {@code DPoP}. */
  UNBOUND_AS_DPOP(
      "The token is not bound to a DPoP key and was sent as DPoP: have the client send a proof to"
          + " the token endpoint, or send the token as Bearer"),
  /** The token is not bound to a key, and this resource takes bound ones only. */
  DPOP_REQUIRED(
      "The token is not bound to a DPoP key, which this resource requires: have the client send a"
          + " proof to the token endpoint"),
  /** The token is not bound to a certificate, and this server takes bound ones only. */
  CERTIFICATE_REQUIRED(
      "The token is not bound to a client certificate, which this server requires: have the client"
          + " show its certificate at the token endpoint"),
  /** The token is bound to a certificate, and this server reads none. */
  CERTIFICATES_OFF(
      "The token is bound to a client certificate, and this server reads none: configure"
          + " acceptClientCertificates");

  private final String code = "sender." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  SenderFault(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return Stage.SENDER;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
