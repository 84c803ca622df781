package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each place that asks for an authentication counts, however many others there are: SU-05. */
class StepUpInheritanceTest {

  private static final InProcess SERVER = Fixture.start(Own.class);

  /** What a class below it must not forget. */
  @RequiresAuthentication(maxAge = 3_000)
  public interface Recent {

    @GET
    @Path("method")
    @RequiresAuthentication(maxAge = 300)
    String method();
  }

  /** And one more above the class. */
  @RequiresAuthentication(acr = {"gold", "silver", "bronze"})
  public abstract static class Base {

    @GET
    @Path("plain")
    public String plain() {
      return "plain";
    }

    @RequiresAuthentication(acr = {"gold", "silver"})
    public abstract String method();
  }

  @Path("/own")
  @McpProtected
  @RequiresAuthentication(acr = {"gold", "silver", "copper"})
  public static class Own extends Base implements Recent {

    @Override
    @GET
    @Path("method")
    @RequiresAuthentication(acr = {"gold", "copper"})
    public String method() {
      return "method";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain, gold, 10, 200",
    "plain, silver, 2000, 200",
    "plain, bronze, 10, 401",
    "plain, copper, 10, 401",
    "plain, gold, 4000, 401",
    "method, gold, 10, 200",
    "method, silver, 10, 401",
    "method, copper, 10, 401",
    "method, gold, 1000, 401",
  })
  void allOfThemHoldSu05(String path, String acr, long secondsAgo, int status) {
    long signedIn = Instant.now().getEpochSecond() - secondsAgo;
    String token =
        Fixture.ISSUER
            .token()
            .audience(ORIGIN + "/own")
            .claim("acr", acr)
            .claim("auth_time", signedIn)
            .sign();

    assertThat(SERVER.call("GET", "/own/" + path).bearer(token).send().status()).isEqualTo(status);
  }
}
