package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the operator reads at a start about settings of Jersey that matter here. */
class ContainerHintsTest {

  private static final java.nio.file.Path LOG = java.nio.file.Path.of("target", "tests.log");

  /** The first line of a run empties the log of the one before. */
  @BeforeAll
  static void beginTheLog() {
    LoggerFactory.getLogger(ContainerHintsTest.class).warn("The log begins");
  }

  @Path("/hinted/{id}")
  @McpProtected
  public static class Template {

    @GET
    public String get(@PathParam("id") String id) {
      return id;
    }
  }

  @Test
  void saysThatExtensionsBelowATemplateAreRefusedH06() throws IOException {
    long start = Files.size(LOG);
    InProcess server =
        start(
            new ResourceConfig(Template.class)
                .property(
                    ServerProperties.MEDIA_TYPE_MAPPINGS,
                    Map.of("json", MediaType.APPLICATION_JSON_TYPE)));

    assertThat(logFrom(start)).contains("a request with an extension below [/hinted/{id}]");
    for (String audience : new String[] {"/hinted/5", "/hinted/5.json"}) {
      String token = Fixture.token(audience).sign();
      assertThat(server.call("GET", "/hinted/5.json").bearer(token).send().status()).isEqualTo(401);
    }
    String token = Fixture.token("/hinted/5").sign();
    assertThat(server.call("GET", "/hinted/5").bearer(token).send().body()).isEqualTo("5");
  }

  @Test
  void saysThatStaticContentPassesByH08() throws IOException {
    long start = Files.size(LOG);
    start(
        new ResourceConfig(Template.class)
            .property("jersey.config.servlet.filter.staticContentRegex", ".*\\.css"));

    assertThat(logFrom(start))
        .contains("staticContentRegex is set: requests that match it pass by Jersey")
        .contains("[/hinted/{id}]");
  }

  @Test
  void saysNothingWithoutThem() throws IOException {
    long start = Files.size(LOG);
    start(new ResourceConfig(Template.class));

    assertThat(logFrom(start)).doesNotContain("extension", "staticContentRegex");
  }

  private static InProcess start(ResourceConfig application) {
    application.register(McpSecurityFeature.create(Fixture.config().build()));
    return InProcess.start(application, Fixture.ORIGIN + "/");
  }

  private static String logFrom(long start) throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    return new String(all, (int) start, all.length - (int) start, UTF_8);
  }
}
