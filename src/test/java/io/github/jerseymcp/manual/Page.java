package io.github.jerseymcp.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the manual: a Markdown file of the repository.
 *
 * @param path where it is, from the root of the repository
 * @param lines its text
 */
record Page(Path path, List<String> lines) {

  private static final String FENCE = "```";

  /** README.md and the guides: what a user reads, and copies from. */
  static List<Page> ofUsers() {
    List<Path> paths = new ArrayList<>(List.of(Path.of("README.md")));
    paths.addAll(filesIn("docs/guide"));
    paths.addAll(filesIn("docs/reference"));
    return paths.stream().map(Page::read).toList();
  }

  /** All pages of the repository. */
  static List<Page> all() {
    List<Path> paths = new ArrayList<>();
    for (String directory : List.of(".", "docs", "docs/guide", "docs/reference", ".github")) {
      paths.addAll(filesIn(directory));
    }
    paths.add(Path.of("example-server/README.md"));
    return paths.stream().map(Path::normalize).map(Page::read).toList();
  }

  static Page read(Path path) {
    try {
      return new Page(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks of a language, in their order. */
  List<Block> blocks(String language) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        if (lines.get(i).equals(FENCE + language)) {
          blocks.add(new Block(this, i + 2, String.join("\n", lines.subList(i + 1, end)) + "\n"));
        }
        i = end;
      }
    }
    return blocks;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static List<Path> filesIn(String directory) {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A fenced block.
   *
   * @param page where it stands
   * @param line the number of its first line there
   * @param text what it says
   */
  record Block(Page page, int line, String text) {

    @Override
    public String toString() {
      return page + ":" + line;
    }
  }
}
