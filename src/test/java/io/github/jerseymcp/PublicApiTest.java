package io.github.jerseymcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The list of what is API, in docs/api.txt: its types and their members. All other public types are
 * internal, whatever the compiler lets others see.
 *
 * <p>{@code -Dapi.update=true} writes the members anew; which types are API is written by hand.
 */
class PublicApiTest {

  private static final Path LIST = Path.of("docs", "api.txt");
  private static final int MOST_TYPES = 201;

  @Test
  void listsEveryMember() throws IOException, ClassNotFoundException {
    List<String> found = new ArrayList<>();
    for (String name : types()) {
      found.add(name);
      ApiMembers.of(Class.forName(name)).forEach(member -> found.add("  " + member));
    }
    if (Boolean.getBoolean("api.update")) {
      Files.write(LIST, found);
    }

    assertThat(Files.readAllLines(LIST)).isEqualTo(found);
  }

  @Test
  void showsNoInternalType() throws IOException, ClassNotFoundException {
    Set<String> listed = types();
    Set<String> internal = new TreeSet<>();
    for (String name : listed) {
      for (String shown : ApiMembers.shownBy(Class.forName(name))) {
        if (!listed.contains(shown)) {
          internal.add(name + " shows " + shown);
        }
      }
    }

    assertThat(internal).isEmpty();
  }

  @Test
  void isSmall() throws IOException {
    assertThat(types()).hasSizeLessThanOrEqualTo(MOST_TYPES);
  }

  @Test
  void namesPublicTypesAlone() throws IOException, ClassNotFoundException {
    for (String name : types()) {
      assertThat(Class.forName(name)).isPublic();
    }
  }

  private static Set<String> types() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String line : Files.readAllLines(LIST)) {
      if (!line.startsWith(" ")) {
        types.add(line);
      }
    }
    return types;
  }
}
