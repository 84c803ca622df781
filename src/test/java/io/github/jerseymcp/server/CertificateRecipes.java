package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.CertificateMatrixTest.FORWARDED;
import static io.github.jerseymcp.server.CertificateMatrixTest.SAME_KEY;

import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestToken;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tokens that are bound to a certificate, with another one or none. */
final class CertificateRecipes {

  private CertificateRecipes() {}

  static void addTo(Map<String, Recipe> all) {
    all.put(
        "sender.certificate_required",
        recipe(CertificateMatrixTest.config(true), Fixture.token("/mcp"), call -> call));
    all.put("certificate.missing", bound(call -> call));
    all.put(
        "certificate.several",
        bound(call -> call.header("Client-Cert", FORWARDED).header("Client-Cert", FORWARDED)));
    all.put("certificate.malformed", bound(call -> call.header("Client-Cert", ":!!!:")));
    all.put("certificate.mismatch", bound(call -> call.header("Client-Cert", SAME_KEY)));
    all.put(
        "certificate.unreadable",
        recipe(
            Fixture.config()
                .acceptClientCertificates(
                    (request, peer) -> {
                      throw new IllegalStateException("no certificate");
                    }),
            CertificateMatrixTest.bound(),
            call -> call));
  }

  private static Recipe bound(UnaryOperator<Call> change) {
    return recipe(CertificateMatrixTest.config(false), CertificateMatrixTest.bound(), change);
  }

  private static Recipe recipe(
      McpSecurityConfigBuilder config, TestToken token, UnaryOperator<Call> change) {
    return traces -> {
      InProcess server = Fixture.start(traces.heardBy(config), OpenNotes.class);
      String signed = traces.secret(token);
      return () -> change.apply(server.call("POST", "/mcp").bearer(signed)).send().status();
    };
  }
}
