package io.github.jerseymcp.testsupport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser that judges our challenges must itself be right. */
class ChallengeParserTest {

  @Test
  void readsTheExampleOfRfc9110() {
    assertThat(
            ChallengeParser.parse(
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to"
                    + " \\\"apps\\\"\""))
        .containsExactly(
            new ChallengeParser.Parsed("Basic", Map.of("realm", "simple")),
            new ChallengeParser.Parsed(
                "Newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer realm=\"open",
        "Bearer realm=\"a\" error=\"b\"",
        "Bearer realm=\"a\", realm=\"b\"",
        "Bearer realm=\"a\",",
        "Bearer realm=\"a\r\nb\"",
        "Bearer realm=a b"
      })
  void refusesWhatIsNotInTheGrammar(String header) {
    assertThatThrownBy(() -> ChallengeParser.parse(header)).isInstanceOf(AssertionError.class);
  }
}
