package io.github.jerseymcp.config;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each audience beside the resource opens the issuer that it was named for, and no other. */
class ExtraAudiencesTest {

  private static final TestIssuer ONE = TestIssuer.start();
  private static final TestIssuer TWO = TestIssuer.start();

  @AfterAll
  static void stop() {
    ONE.close();
    TWO.close();
  }

  @Test
  void opensOneIssuerOnlyF14() {
    InProcess server =
        start(both(), ONE.issuer() + "=api://notes urn:notes, " + TWO.issuer() + "=urn:two");

    assertThat(status(server, ONE, "api://notes")).isEqualTo(200);
    assertThat(status(server, ONE, "urn:notes")).isEqualTo(200);
    assertThat(status(server, ONE, "urn:two")).isEqualTo(401);
    assertThat(status(server, TWO, "urn:two")).isEqualTo(200);
    assertThat(status(server, TWO, "api://notes")).isEqualTo(401);
  }

  @Test
  void takesAMapOfAYamlFileF14() {
    InProcess server = start(both(), Map.of(ONE.issuer(), List.of("api://notes", "urn:notes")));

    assertThat(status(server, ONE, "urn:notes")).isEqualTo(200);
    assertThat(status(server, TWO, "urn:notes")).isEqualTo(401);
  }

  @Test
  void takesABareValueWhereThereIsOneIssuerF14() {
    InProcess server = start(ONE.issuer(), "api://notes, urn:a=b");

    assertThat(status(server, ONE, "api://notes")).isEqualTo(200);
    assertThat(status(server, ONE, "urn:a=b")).isEqualTo(200);
  }

  @Test
  void refusesABareValueWhereThereAreSeveralIssuersF14() {
    for (String bare : List.of("api://notes", "https://unknown.example=api://notes")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> config(both(), bare))
          .withMessageContaining("say which issuer each audience is accepted from")
          .withMessageContaining(ONE.issuer() + "=api://notes");
    }
  }

  @Test
  void refusesAnotherIssuerWhereThereIsOneF14() {
    for (String other : List.of(ONE.issuer() + "/", "https://unknown.example")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> config(ONE.issuer(), other + "=api://notes"))
          .withMessageContaining(other + " is no configured issuer")
          .withMessageContaining(ONE.issuer());
    }
    assertThat(config(ONE.issuer(), "https://notes.example/?a=b")).isNotNull();
  }

  private static String both() {
    return ONE.issuer() + "," + TWO.issuer();
  }

  private static InProcess start(String issuers, Object audiences) {
    return InProcess.start(
        new ResourceConfig(OpenNotes.class)
            .register(McpSecurityFeature.create(config(issuers, audiences))),
        ORIGIN + "/");
  }

  private static McpSecurityConfig config(String issuers, Object audiences) {
    return McpSecurityConfig.fromProperties(
        Map.of(
            "mcp.security.public-origin", ORIGIN,
            "mcp.security.issuers", issuers,
            "mcp.security.extra-audiences", audiences));
  }

  private static int status(InProcess server, TestIssuer issuer, String audience) {
    String token = issuer.token().subject("alice").audience(audience).sign();
    return server.call("POST", "/mcp").bearer(token).send().status();
  }
}
