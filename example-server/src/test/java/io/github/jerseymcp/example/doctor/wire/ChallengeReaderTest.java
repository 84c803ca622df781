package io.github.jerseymcp.example.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChallengeReaderTest {

  @Test
  void readsChallengesOfOneFieldAndOfSeveral() {
    List<Challenge> expected =
        List.of(
            new Challenge("Bearer", Map.of("realm", "a, b", "scope", "x y")),
            new Challenge("DPoP", Map.of("algs", "ES256")));

    assertThat(read("Bearer realm=\"a, b\", scope=\"x y\", DPoP algs=\"ES256\""))
        .isEqualTo(expected);
    assertThat(read("Bearer realm=\"a, b\", scope=\"x y\"", "DPoP algs=ES256")).isEqualTo(expected);
  }

  @Test
  void readsASchemeAloneAndOneWithACredential() {
    assertThat(read("Negotiate, Bearer", "NTLM TlRMTVNTUAAB=="))
        .extracting(Challenge::scheme)
        .containsExactly("Negotiate", "Bearer", "NTLM");
  }

  @Test
  void readsQuotesWithinQuotesAndTheFirstOfTwoParameters() {
    assertThat(read("bearer ERROR = \"a \\\"b\\\"\", error=\"other\""))
        .containsExactly(new Challenge("bearer", Map.of("error", "a \"b\"")));
  }

  @Test
  void stopsAtWhatIsNoChallenge() {
    assertThat(read("")).isEmpty();
    assertThat(read("Bearer realm=\"without end")).hasSizeLessThanOrEqualTo(1);
    assertThat(read("=,=,\"")).isEmpty();
  }

  private static List<Challenge> read(String... fields) {
    return ChallengeReader.read(List.of(fields));
  }
}
