package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jerseymcp.testing.Answer;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** What the tables of this package expect of an answer. */
final class Expected {

  static final String METADATA =
      "resource_metadata=\"" + Fixture.ORIGIN + "/.well-known/oauth-protected-resource/mcp\"";
  static final String INVALID_TOKEN =
      "Bearer error=\"invalid_token\", error_description=\"The access token is invalid, expired or"
          + " not for this resource\", "
          + METADATA;
  static final String BOUND_TOKEN =
      "Bearer error=\"invalid_token\", error_description=\"The access token is not bound to the"
          + " sender of this request\", "
          + METADATA;
  static final String INVALID_REQUEST =
      "Bearer error=\"invalid_request\", error_description=\"The request must carry exactly one"
          + " well-formed access token\", "
          + METADATA;
  static final String ANONYMOUS = "Bearer " + METADATA;

  /** What must not be read in any answer: names of classes, and of what went wrong inside. */
  private static final List<String> INTERNALS =
      List.of("Exception", "java.", "jakarta.", "io.github", "com.", "\tat ", "Jersey", "null");

  private Expected() {}

  /** The refusal of a token, the same for every reason, whole. */
  static void isInvalidToken(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).isEqualTo(INVALID_TOKEN);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"invalid_token\",\"error_description\":\"The access token is invalid,"
                + " expired or not for this resource\"}");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  /** No name of ours or of a library is told to a stranger. */
  static void tellsNothingOfTheInside(Answer answer) {
    assertThat(answer.body()).doesNotContain(INTERNALS);
    assertThat(answer.status()).isLessThan(500);
  }

  static Map<String, Object> json(Answer answer) {
    try {
      return JSONObjectUtils.parse(answer.body());
    } catch (ParseException e) {
      throw new AssertionError("Not JSON: " + answer.body(), e);
    }
  }
}
