package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One section of the page of questions, with the output that it shows.
 *
 * @param heading the heading, or a part of it
 * @param blocks the lines of each block of output
 */
record ManualSection(String heading, List<List<String>> blocks) {

  private static final Path PAGE = Path.of("..", "docs", "guide", "questions.md");
  private static final String HEADING = "## ";
  private static final String FENCE = "```";

  /** All sections of the page. */
  static List<ManualSection> all() throws IOException {
    List<ManualSection> sections = new ArrayList<>();
    List<String> block = new ArrayList<>();
    boolean isInside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith(FENCE)) {
        if (isInside) {
          sections.get(sections.size() - 1).blocks().add(List.copyOf(block));
        }
        isInside = !isInside;
        block.clear();
      } else if (isInside) {
        block.add(line);
      } else if (line.startsWith(HEADING)) {
        sections.add(new ManualSection(line.substring(HEADING.length()), new ArrayList<>()));
      }
    }
    return sections;
  }

  /** The section whose heading has this word. */
  static ManualSection about(String word) throws IOException {
    return all().stream()
        .filter(section -> section.heading().contains(word))
        .findFirst()
        .orElseThrow();
  }

  /** Each block is a part of one of these texts, but for what it leaves out. */
  void assertShown(String... outputs) {
    assertThat(blocks).as(heading).isNotEmpty();
    for (List<String> block : blocks) {
      assertThat(outputs)
          .as("%s%nshows what was not printed:%n%s", heading, String.join("\n", block))
          .anyMatch(output -> holds(output.lines().toList(), block));
    }
  }

  /** Dots stand for any lines; a command is what was typed. */
  private static boolean holds(List<String> printed, List<String> block) {
    int from = 0;
    List<String> part = new ArrayList<>();
    for (String line : block) {
      if (line.equals("...")) {
        from = after(printed, part, from);
        part.clear();
      } else if (!line.startsWith("$ ")) {
        part.add(line);
      }
      if (from < 0) {
        return false;
      }
    }
    return after(printed, part, from) >= 0;
  }

  private static int after(List<String> printed, List<String> part, int from) {
    int at = Collections.indexOfSubList(printed.subList(from, printed.size()), part);
    return at < 0 ? -1 : from + at + part.size();
  }
}
