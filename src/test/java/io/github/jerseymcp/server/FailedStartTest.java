package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.token.RevokedTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.ref.WeakReference;
import java.time.Instant;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** An application that does not start leaves nothing behind with what outlives it. */
class FailedStartTest {

  @Path("/notes")
  @McpProtected
  public static class Notes {

    @GET
    public String read() {
      return "notes";
    }
  }

  private final RevokedTokens revoked = RevokedTokens.create();

  @Test
  void theListOfRevokedTokensForgetsAnApplicationThatFailedForASecondFeature() throws Exception {
    WeakReference<MutableTime> clock = failToStart();

    assertThat(
            SessionTableTest.eventually(
                () -> {
                  System.gc();
                  return clock.get() == null;
                }))
        .isTrue();
    assertThat(revoked.isRevoked("https://issuer.example", "any")).isFalse();
  }

  private WeakReference<MutableTime> failToStart() {
    MutableTime clock = new MutableTime(Instant.now());
    ResourceConfig application =
        new ResourceConfig(Notes.class)
            .register(
                McpSecurityFeature.create(
                    Fixture.config().clock(clock).revokedTokens(revoked).build()))
            .register(McpSecurityFeature.create(Fixture.config().build()));
    assertThatThrownBy(() -> new ApplicationHandler(application))
        .hasMessageContaining("two configurations");
    return new WeakReference<>(clock);
  }
}
