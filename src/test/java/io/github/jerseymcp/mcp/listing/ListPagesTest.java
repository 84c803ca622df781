package io.github.jerseymcp.mcp.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.listing.ListServer.Era;
import io.github.jerseymcp.testing.Answer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists page by page, as each caller sees them: S-29, S-32, T-31, T-40, T-46. */
class ListPagesTest {

  private static final Pattern NAME = Pattern.compile("\"name\":\"((?:tool|hidden)[0-9-]+)\"");
  private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

  /** More than there can be in any of these lists. */
  private static final int MOST_PAGES = 50;

  /** 20 that everybody sees and 20 that few do, in no order. */
  private static final List<String> NAMES =
      IntStream.range(0, 40)
          .mapToObj(i -> (i * 7) % 40)
          .map(i -> i % 2 == 0 ? "tool-" + (100 + i) : "hidden-" + (100 + i))
          .toList();

  @ParameterizedTest(name = "T-40 {0}: every entry, once, in one order")
  @EnumSource
  void showsEachEntryOnceInAStableOrder(Era era) {
    try (ListServer server = server(era, NAMES, 3)) {
      for (String method : List.of("tools/list", "prompts/list")) {
        List<String> all = names(pages(server.client("alice", ListServer.ALL), method));
        List<String> some = names(pages(server.client("bob", ListServer.SOME), method));

        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(some).isEqualTo(all.stream().filter(name -> name.startsWith("t")).toList());
        if (era != Era.MODERN) {
          assertThat(all).isSorted();
        }
      }
    }
  }

  @ParameterizedTest(name = "S-29 {0}: nothing tells how many entries are hidden")
  @EnumSource
  void looksTheSameHoweverManyAreHidden(Era era) {
    List<String> seen = NAMES.stream().filter(name -> name.startsWith("t")).toList();
    List<String> last = Stream.concat(seen.stream(), hidden(300)).toList();
    List<String> first = Stream.concat(hidden(300), seen.stream()).toList();
    List<List<Shape>> shapes = new ArrayList<>();
    for (List<String> names : List.of(NAMES, last, first)) {
      try (ListServer server = server(era, names, 3)) {
        shapes.add(
            pages(server.client("bob", ListServer.SOME), "tools/list").stream()
                .map(Shape::of)
                .toList());
      }
    }

    assertThat(shapes.get(0)).extracting(Shape::entries).containsExactly(3, 3, 3, 3, 3, 3, 2);
    assertThat(shapes.get(1)).isEqualTo(shapes.get(0));
    assertThat(shapes.get(2)).isEqualTo(shapes.get(0));
  }

  @ParameterizedTest(name = "{0}: pages of a server stay as they are where nothing is hidden")
  @EnumSource
  void takesTheDefaultPageSize(Era era) {
    try (ListServer server = server(era, NAMES, 1000)) {
      assertThat(pages(server.client("alice", ListServer.ALL), "tools/list"))
          .hasSize(era == Era.MODERN ? NAMES.size() / PagedTools.SIZE : 1);
    }
  }

  @ParameterizedTest(name = "T-31, T-46 {0}")
  @EnumSource
  void keepsWhatDependsOnTheCallerToIt(Era era) {
    try (ListServer server = server(era, NAMES, 30)) {
      String body = server.client("alice", ListServer.ALL).list("tools/list", "").body();

      if (!era.isModern()) {
        assertThat(body).doesNotContain("cacheScope", "ttlMs");
      } else {
        assertThat(body).contains("\"cacheScope\":\"private\"").doesNotContain("public");
        assertThat(body)
            .contains("\"ttlMs\":" + (era == Era.MODERN ? 60_000 - PagedTools.SIZE : 0));
      }
    }
  }

  @ParameterizedTest(name = "T-46 {0}: the application says how long")
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "MODERN.*")
  void letsTheApplicationSayHowLongAListIsKept(Era era) {
    try (ListServer server =
        new ListServer(
            era,
            NAMES,
            settings ->
                settings.lists(
                    lists ->
                        lists
                            .withTimeToLive(Duration.ofSeconds(7))
                            .withTimeToLive("prompts/list", Duration.ofSeconds(8))))) {
      ListServer.Client client = server.client("alice", ListServer.ALL);

      assertThat(client.list("tools/list", "").body()).contains("\"ttlMs\":7000");
      assertThat(client.list("prompts/list", "").body()).contains("\"ttlMs\":8000");
      assertThat(client.list("server/discover", "").body())
          .contains("\"ttlMs\":7000", "\"cacheScope\":\"private\"");
    }
  }

  @ParameterizedTest(name = "S-32 {0}: a cursor is for one view of one list, for a while")
  @EnumSource
  void refusesEveryCursorThatIsNoneOfTheView(Era era) {
    try (ListServer server = server(era, NAMES, 3)) {
      ListServer.Client alice = server.client("alice", ListServer.ALL);
      String cursor = next(alice.list("tools/list", ""));
      String other = next(server.client("bob", ListServer.ALL).list("tools/list", ""));
      String narrow = next(alice.with("alice", ListServer.SOME).list("tools/list", ""));
      String prompts = next(alice.list("prompts/list", ""));

      assertThat(names(alice.list("tools/list", cursor))).hasSize(3);
      assertThat(names(alice.list("tools/list", cursor))).as("again").hasSize(3);
      for (String none :
          List.of(
              other,
              narrow,
              prompts,
              "4",
              "0",
              " ",
              cursor.substring(1),
              cursor.substring(0, cursor.length() - 4),
              cursor + "AAAA",
              flipped(cursor),
              cursor.toUpperCase(java.util.Locale.ROOT))) {
        assertRefused(era, alice.list("tools/list", none));
      }
      for (String none : List.of("7", "{}", "[\"" + cursor + "\"]", "true")) {
        assertRefused(era, alice.listFrom("tools/list", none));
      }
      assertRefused(era, alice.with("alice", ListServer.SOME).list("tools/list", cursor));
      assertRefused(era, alice.with("alice", "mcp:use", "more").list("tools/list", narrow));
      server.time.advance(Duration.ofMinutes(10));
      assertRefused(era, server.client("alice", ListServer.ALL).list("tools/list", cursor));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @org.junit.jupiter.params.provider.CsvSource({
    "0, tools/list, 1, pageSize",
    "100001, tools/list, 1, pageSize",
    "10, tools/list, -1, timeToLive",
    "10, tools/list, 86401, timeToLive",
    "10, tools/call, 1, method"
  })
  void refusesSettingsWithoutSense(int size, String method, int seconds, String said) {
    assertThatThrownBy(
            () ->
                McpTransportSettings.builder(McpJsonDefaults.getMapper())
                    .lists(
                        lists ->
                            lists
                                .withPageSize(size)
                                .withTimeToLive(method, Duration.ofSeconds(seconds)))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  /** How a page looks to somebody who cannot open its cursor. */
  private record Shape(int entries, int cursor) {

    static Shape of(Answer page) {
      return new Shape(names(page).size(), next(page).length());
    }
  }

  private static ListServer server(Era era, List<String> names, int size) {
    return new ListServer(
        era, names, settings -> settings.lists(lists -> lists.withPageSize(size)));
  }

  private static Stream<String> hidden(int count) {
    return IntStream.range(0, count).mapToObj(i -> "hidden-" + (1000 + i));
  }

  private static List<Answer> pages(ListServer.Client client, String method) {
    List<Answer> pages = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = client.list(method, cursor);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      pages.add(page);
      assertThat(pages).as("There is no end to them").hasSizeLessThan(MOST_PAGES);
      cursor = next(page);
    } while (!cursor.isEmpty());
    return pages;
  }

  private static void assertRefused(Era era, Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(era.isModern() ? 400 : 200);
    assertThat(answer.body())
        .contains(
            "\"error\":{\"code\":-32602,\"message\":\""
                + (era.isModern()
                    ? "The state or cursor is none of this request: ask anew"
                    : "The cursor is none of this list: begin anew")
                + "\"}")
        .doesNotContain("tool-", "hidden-", "nextCursor");
  }

  private static String flipped(String cursor) {
    char first = cursor.charAt(0) == 'A' ? 'B' : 'A';
    return first + cursor.substring(1);
  }

  private static List<String> names(List<Answer> pages) {
    return pages.stream().flatMap(page -> names(page).stream()).toList();
  }

  private static List<String> names(Answer page) {
    return NAME.matcher(page.body()).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static String next(Answer page) {
    Matcher found = NEXT.matcher(page.body());
    return found.find() ? found.group(1) : "";
  }
}
