package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The versions that the manual names are those that this build uses. */
class CoordinatesTest {

  /** The property of the pom that holds the version of an artifact. */
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("cedar-java", "cedar.version"),
          Map.entry("jersey-bom", "jersey.version"),
          Map.entry("mcp-core", "mcp.version"),
          Map.entry("mcp-json-jackson2", "mcp.json.version"),
          Map.entry("slf4j-simple", "slf4j.version"),
          Map.entry("jul-to-slf4j", "slf4j.version"),
          Map.entry("httpclient5", "httpclient.version"),
          Map.entry("lettuce-core", "lettuce.version"),
          Map.entry("bucket4j_jdk17-lettuce", "bucket4j.version"),
          Map.entry("micrometer-core", "micrometer.version"),
          Map.entry("opentelemetry-api", "opentelemetry.version"),
          Map.entry("bucket4j_jdk17-postgresql", "bucket4j.version"),
          Map.entry("AmazonCorrettoCryptoProvider", "accp.version"),
          Map.entry("junit-jupiter", "junit.version"));

  private static final Pattern ELEMENT =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>(.*)");
  private static final Pattern INLINE =
      Pattern.compile("`[\\w-]+(?:\\.[\\w-]+)+:([\\w.-]+):([\\w.-]+)`");

  private static final String POM = read(Path.of("pom.xml"));

  static Stream<Page> pages() {
    return Page.ofUsers().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesVersionsOfThisBuild(Page page) {
    String text = String.join("\n", page.lines());
    Stream.concat(ELEMENT.matcher(text).results(), INLINE.matcher(text).results())
        .forEach(found -> check(page, found));
  }

  @Test
  void readmeNamesTheLibraryAndBothLinesOfJersey() {
    String readme = read(Path.of("README.md"));

    assertThat(readme)
        .contains("<version>" + versionOf("jersey-mcp-security").get(0) + "</version>")
        .contains("<version>4.0.2</version> <!-- or 3.1.11 -->");
    assertThat(versionOf("jersey-bom")).containsExactly("4.0.2", "3.1.11");
  }

  private static void check(Page page, MatchResult found) {
    String artifact = found.group(1);
    assertThat(versionOf(artifact)).as(page + " names " + found.group()).contains(found.group(2));
  }

  private static List<String> versionOf(String artifact) {
    if (artifact.equals("jersey-mcp-security")) {
      return List.of(
          one(
              Pattern.compile(
                  "<artifactId>jersey-mcp-security</artifactId>\\s*<version>([^<]+)<")));
    }
    String property = PROPERTIES.get(artifact);
    assertThat(property).as("The property of the pom for the version of " + artifact).isNotNull();
    return Pattern.compile("<" + property + ">([^<]+)<")
        .matcher(POM)
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  private static String one(Pattern pattern) {
    Matcher matcher = pattern.matcher(POM);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
