package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.DpopSettings;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one resource demands of tokens holds on every way to its handlers. */
class ResourceSettingsTest {

  @Path("/a")
  @McpProtected
  public static class Deep {

    @GET
    @Path("{p: .*}")
    @McpProtected(dpop = DpopUse.REQUIRED)
    public String deep(@PathParam("p") String ignored) {
      return "deep";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/", "/a//", "/a/;x", "/a;x/", "/a/x", "/a/x/y"})
  void aVariableThatIsEmptyDoesNotLeadAroundTheResource(String path) {
    InProcess server = start(DpopUse.OPTIONAL, Deep.class);

    Answer answer = server.call("GET", path).bearer(Fixture.token("/a").sign()).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).startsWith("DPoP ").doesNotContain("Bearer");
  }

  @Path("/m")
  @McpProtected
  public static class Mixed {

    @GET
    @McpProtected(dpop = DpopUse.OFF)
    public String get() {
      return "get";
    }

    @POST
    public String post() {
      return "post";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void oneMethodCannotMakeAPathLaxerThanTheConfiguration(String method) {
    InProcess server = start(DpopUse.REQUIRED, Mixed.class);

    assertThat(server.call(method, "/m").bearer(Fixture.token("/m").sign()).send().status())
        .isEqualTo(401);
  }

  @Path("/off")
  @McpProtected(dpop = DpopUse.OFF)
  public static class Off {

    @GET
    public String get() {
      return "get";
    }
  }

  @Test
  void aWholeResourceMayDoWithoutDpop() {
    InProcess server = start(DpopUse.REQUIRED, Off.class);
    Answer answer = server.call("GET", "/off").bearer(Fixture.token("/off").sign()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(server.call("GET", "/off").send().challenge()).startsWith("Bearer ");
  }

  @McpProtected(dpop = DpopUse.REQUIRED)
  public static class Restricted {

    @GET
    public String get() {
      return "get";
    }
  }

  @Path("/located")
  @McpProtected
  public static class Typed {

    @Path("sub")
    public Restricted sub() {
      return new Restricted();
    }
  }

  @Path("/opaque")
  @McpProtected
  public static class Opaque {

    @Path("sub")
    public Object sub() {
      return new Restricted();
    }
  }

  @Test
  void aSubResourceCannotDemandWhatNobodyWouldCheck() {
    assertThatThrownBy(() -> start(DpopUse.OPTIONAL, Typed.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GET /located/sub")
        .hasMessageContaining("put them on the class of the locator");
    Answer answer =
        start(DpopUse.OPTIONAL, Opaque.class)
            .call("GET", "/opaque/sub")
            .bearer(Fixture.token("/opaque").sign())
            .send();
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void anOverlongTokenIsRefusedUnderItsOwnSchemeG9() {
    Answer answer =
        start(DpopUse.OPTIONAL, Deep.class)
            .call("GET", "/a")
            .header("Authorization", "DPoP " + "a".repeat(17_000))
            .send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge())
        .startsWith("Bearer resource_metadata=")
        .contains("DPoP error=\"invalid_token\"");
  }

  @Path("/t/{tenant}")
  @McpProtected
  public static class Tenant {

    @GET
    public String get() {
      return "get";
    }
  }

  @Test
  void nobodyBuysSignaturesByAskingForDocuments() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    InProcess server =
        Fixture.start(
            Fixture.config().metadata(metadata -> metadata.withSignature(key, ORIGIN)),
            Tenant.class,
            Off.class);

    assertThat(document(server, "/off")).contains("\"signed_metadata\"");
    assertThat(document(server, "/t/x")).contains("/t/x").doesNotContain("\"signed_metadata\"");
  }

  private static String document(InProcess server, String path) {
    return server.call("GET", "/.well-known/oauth-protected-resource" + path).send().body();
  }

  private static DpopSettings used(DpopSettings settings, DpopUse dpop) {
    RecordingReplayStore store = new RecordingReplayStore();
    return switch (dpop) {
      case REQUIRED -> settings.required(store);
      case OPTIONAL -> settings.optional(store);
      default -> settings.whereAnnotated(store);
    };
  }

  private static InProcess start(DpopUse dpop, Class<?>... resources) {
    return Fixture.start(Fixture.config().dpop(settings -> used(settings, dpop)), resources);
  }
}
