package io.github.jerseymcp.explain;

import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.NeededSender;
import java.util.ArrayList;
import java.util.List;

/** Says what the sender of a token must show besides it. */
final class SenderAdvice {

  private SenderAdvice() {}

  static void add(
      NeededSender needed,
      SenderSettings settings,
      AdmittedRequest admitted,
      String path,
      String method,
      Draft draft) {
    if (needed.jkt().isEmpty() && needed.x5tS256().isEmpty()) {
      draft.passed("The token is a bearer token: whoever has it may send it");
      return;
    }
    List<String> details = new ArrayList<>();
    needed
        .x5tS256()
        .ifPresent(
            thumbprint ->
                details.add("The client certificate has the SHA-256 thumbprint " + thumbprint));
    needed
        .jkt()
        .ifPresent(
            thumbprint -> {
              details.add("The key of the proof has the thumbprint " + thumbprint);
              details.add("htm = " + Printable.of(method));
              details.add("htu = " + Printable.of(admitted.targetUri(path)));
              details.add("ath = the SHA-256 of the token, in base64url");
              details.add(
                  "iat = now: at most "
                      + settings.proofs().window().toSeconds()
                      + " s behind the clock of this server, and "
                      + settings.proofs().ahead().toSeconds()
                      + " s ahead");
              details.add(
                  settings.nonces().isPresent()
                      ? "nonce = what the DPoP-Nonce field of the latest answer says"
                      : "nonce: none is demanded");
            });
    draft.notChecked(
        needed.jkt().isPresent()
            ? "The token is bound to a key: the request must carry a new proof that says this"
            : "The token is bound to a certificate: the client must show it",
        details);
  }
}
