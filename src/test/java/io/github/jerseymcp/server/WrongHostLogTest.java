package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the operator reads when a proxy sends another Host than the public origin's. */
class WrongHostLogTest {

  private static final Path LOG = Path.of("target", "tests.log");

  @Test
  void namesTheHostThatCameOnceAMinuteH02() throws IOException {
    MutableTime time = new MutableTime(Instant.now());
    InProcess server = Fixture.start(Fixture.config().clock(time), OpenNotes.class);
    long start = Files.size(LOG);

    for (int i = 0; i < 3; i++) {
      assertThat(call(server, "upstream-" + i)).isEqualTo(421);
    }
    time.advance(Duration.ofSeconds(61));
    assertThat(call(server, "late")).isEqualTo(421);

    assertThat(logFrom(start))
        .containsOnlyOnce("Refused a request whose Host is \"upstream-0\"")
        .doesNotContain("upstream-1", "upstream-2")
        .contains("whose Host is \"late\"");
  }

  private static int call(InProcess server, String host) {
    return server.call("GET", "/mcp").without("Host").header("Host", host).send().status();
  }

  private static String logFrom(long start) throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    return new String(all, (int) start, all.length - (int) start, UTF_8);
  }
}
