package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sign-in on a machine whose browser does not open, or says nothing. */
class NoBrowserTest {

  private final TestParties parties = new TestParties();

  @AfterEach
  void stop() {
    parties.close();
  }

  @Test
  void saysThatNoneCanBeOpened() {
    McpAuthorization authorization =
        authorization(
            address -> {
              throw new IOException("Cannot run program \"xdg-open\"");
            });

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(authorization::signIn)
        .withMessage("The user has to sign in: no browser can be opened here")
        .matches(e -> e.fault() == AuthorizationFault.SIGN_IN_REQUIRED)
        .havingCause()
        .withMessageContaining("xdg-open");
  }

  @Test
  void saysThatNobodyHasAnsweredInIt() {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(authorization(address -> {})::signIn)
        .withMessage("The sign-in is over: no answer of a browser in time")
        .matches(e -> e.fault() == AuthorizationFault.SIGN_IN_OVER);
  }

  private McpAuthorization authorization(UserAgent browser) {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(browser, Duration.ofSeconds(1)))
        .registrations(Registration.dynamic("Test"))
        .build();
  }
}
