package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the manual lead to a file of the repository, and to a heading in it. */
class LinkTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final int LONGEST_README = 150;

  static Stream<Page> pages() {
    return Page.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Page page) {
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < page.lines().size(); i++) {
      Matcher links = LINK.matcher(page.lines().get(i));
      while (links.find()) {
        if (!links.group(1).contains("://") && !exists(page, links.group(1))) {
          broken.add(page + ":" + (i + 1) + ": " + links.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  /** A guide that no page names is found by nobody. */
  @Test
  void readmeLeadsToEachGuide() {
    String readme = String.join("\n", Page.read(Path.of("README.md")).lines());

    assertThat(Page.ofUsers())
        .extracting(page -> page.path().toString())
        .allMatch(path -> path.equals("README.md") || readme.contains("(" + path + ")"));
  }

  @Test
  void readmeIsShort() {
    assertThat(Page.read(Path.of("README.md")).lines()).hasSizeLessThanOrEqualTo(LONGEST_README);
  }

  private static boolean exists(Page page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path directory = page.path().toAbsolutePath().getParent();
    Path target = file.isEmpty() ? page.path() : directory.resolve(file).normalize();
    return Files.exists(target)
        && (hash < 0 || anchors(Page.read(target)).contains(link.substring(hash + 1)));
  }

  private static Set<String> anchors(Page page) {
    return page.lines().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
