package io.github.jerseymcp.credential;

import static io.github.jerseymcp.credential.Keyed.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.LogFile;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.glassfish.jersey.logging.LoggingFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jersey writes the header of a key into its own log where nobody tells it not to. */
class LoggedKeysTest {

  private static final String WARNING = "LoggingFeature is registered and writes the header";

  private final Keyed keyed = new Keyed();
  private final StringBuilder written = new StringBuilder();
  private final Logger logger = Logger.getAnonymousLogger();
  private final long before = LogFile.size();

  @AfterEach
  void stop() {
    keyed.close();
  }

  @Test
  void theStartSaysThatJerseyLogsKeysW01() {
    InProcess server = start(new ResourceConfig(), keyed.inHeader());

    assertThat(LogFile.from(before))
        .contains(WARNING + " X-API-Key into its log, with ci-keys in it")
        .contains("set jersey.config.logging.headers.redact to Authorization;X-API-Key");
    assertThat(writtenFor(server)).contains(KEY);
  }

  @Test
  void whatTheStartSaysKeepsKeysOutOfItW01() {
    InProcess server =
        start(
            new ResourceConfig()
                .property("jersey.config.logging.headers.redact", "Authorization;X-API-Key"),
            keyed.inHeader());

    assertThat(LogFile.from(before)).doesNotContain(WARNING);
    assertThat(writtenFor(server)).containsIgnoringCase("x-api-key").doesNotContain(KEY);
  }

  @Test
  void theHeaderThatJerseyLeavesOutItselfIsNoMatterW01() {
    start(new ResourceConfig(), keyed.inScheme());

    assertThat(LogFile.from(before)).doesNotContain(WARNING);
  }

  private String writtenFor(InProcess server) {
    assertThat(server.call("GET", "/shelf").header("X-API-Key", KEY).send().status())
        .isEqualTo(200);
    return written.toString();
  }

  private InProcess start(ResourceConfig application, AcceptedCredential accepted) {
    logger.setUseParentHandlers(false);
    logger.addHandler(new Written());
    McpSecurityConfig config =
        McpSecurityConfig.builder(Fixture.ORIGIN)
            .clock(keyed.time)
            .issuer(keyed.issuer.issuer())
            .credential(accepted)
            .build();
    return InProcess.start(
        application
            .register(ShelfResource.class)
            .register(
                new LoggingFeature(
                    logger, Level.INFO, LoggingFeature.Verbosity.HEADERS_ONLY, 1_000))
            .register(McpSecurityFeature.create(config)),
        Fixture.ORIGIN + "/");
  }

  private final class Written extends Handler {
    @Override
    public void publish(LogRecord line) {
      written.append(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
