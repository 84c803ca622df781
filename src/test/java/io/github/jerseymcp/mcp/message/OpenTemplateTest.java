package io.github.jerseymcp.mcp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which URIs a template opens to anybody: W-02. */
class OpenTemplateTest {

  static Stream<Arguments> uris() {
    String longest = "a".repeat(128);
    return Stream.of(
        arguments("d://{a}", "d://x", true),
        arguments("d://{a}", "d://", false),
        arguments("d://{a}", "d://" + longest, true),
        arguments("d://{a}", "d://" + longest + "a", false),
        arguments("d://{a}", "d://x/y", false),
        arguments("d://{a}", "d://x%2Fy", false),
        arguments("d://{a}", "d://.", false),
        arguments("d://{a}", "d://..", false),
        arguments("d://{a}", "d://...", true),
        arguments("d://{a}", "d://..x", true),
        arguments("d://{a}/{b}", "d://../x", false),
        arguments("d://{a}/{b}", "d://x/.", false),
        arguments("d://{a}/{b}", "d://x/y", true),
        arguments("d://{a}.", "d://..", false),
        arguments("d://.{a}", "d://..", false),
        arguments("d://{a}{b}", "d://..", false),
        arguments("d://{a}{b}", "d://" + longest + longest, true),
        arguments("d://{a}.{b}", "d://x.y.z", true),
        arguments("d://{a}.md", "d://x.md.md", true),
        arguments("d://{a}.md", "d://x.mdx", false),
        arguments("d://{a}?v=1", "d://x?v=1", true),
        arguments("d://{a}", "e://x", false));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("uris")
  void opensW02(String template, String uri, boolean opened) {
    assertThat(new OpenOperations.Template(template).matches(uri)).isEqualTo(opened);
  }

  /** As a regular expression it takes hours. */
  @Test
  @Timeout(5)
  void isQuickWhateverAStrangerAsksForW02() {
    String dashes = "-".repeat(700);

    assertThat(
            new OpenOperations.Template("d://{a}-{b}-{c}-{d}-{e}-{f}")
                .matches("d://" + dashes + "!"))
        .isFalse();
    assertThat(new OpenOperations.Template("d://{a}-{b}-{c}-{d}-{e}-{f}").matches("d://" + dashes))
        .isTrue();
  }
}
