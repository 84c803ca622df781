package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A charset that nobody knows is the fault of the request that names it. */
class UnknownCharsetTest {

  private static final InProcess SERVER = Fixture.start(Texts.class);

  @Path("/texts")
  @McpProtected
  public static class Texts {

    @POST
    public String plain(String text) {
      return text;
    }

    @POST
    @Path("form")
    public String form(@FormParam("a") String value) {
      return value;
    }

    @POST
    @Path("own")
    public String own(@QueryParam("charset") String charset) {
      return Charset.forName(charset).name();
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "/texts, text/plain;charset=nope, 415",
    "/texts, text/plain;charset=\"no pe\", 415",
    "/texts, text/plain;charset=\"\", 415",
    "/texts, text/plain;charset=utf-8, 200",
    "/texts/form, application/x-www-form-urlencoded;charset=nope, 415",
    "/texts/form, application/x-www-form-urlencoded, 200",
    "/texts/own?charset=nope, text/plain;charset=utf-8, 500",
    "/texts/own?charset=nope, text/plain, 500"
  })
  void isNoFaultOfTheServer(String path, String type, int status) {
    Answer answer =
        SERVER.call("POST", path).bearer(token("/texts").sign()).body(type, "a=b").send();

    assertThat(answer.status()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.body()).isEmpty();
    }
  }
}
