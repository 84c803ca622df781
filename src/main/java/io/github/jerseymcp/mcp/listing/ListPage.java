package io.github.jerseymcp.mcp.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, made of pages of its server. It has as many entries as a page of the server
 * has, hidden or not, and says that there are more only if the caller sees one of them: so nothing
 * tells how many are hidden. Used by one thread at a time.
 */
final class ListPage {

  /** A server that has more of them in a row without anything to show is asked by the client. */
  private static final int MOST_SERVER_PAGES = 100;

  private static final String NEXT = "nextCursor";
  private static final String LIFE = "ttlMs";

  private final ListKind kind;
  private final Predicate<@Nullable Object> shown;
  private final UnaryOperator<@Nullable Object> form;
  private final boolean hides;
  private final int longest;
  private final ListPosition from;
  private final List<@Nullable Object> entries = new ArrayList<>();
  private final Map<String, Object> members = new LinkedHashMap<>();
  private Optional<String> cursor;
  private int size;
  private int asked;
  private @Nullable ListPosition next;

  /**
   * Begins a page.
   *
   * @param form how an entry is shown
   * @param hides whether anything may be hidden
   * @param longest the most entries
   */
  ListPage(
      ListKind kind,
      Predicate<@Nullable Object> shown,
      UnaryOperator<@Nullable Object> form,
      boolean hides,
      int longest,
      ListPosition from) {
    this.kind = kind;
    this.shown = shown;
    this.form = form;
    this.hides = hides;
    this.longest = longest;
    this.from = from;
    this.cursor = from.cursor();
  }

  /** Which page of the server is needed. */
  Optional<String> cursor() {
    return cursor;
  }

  /** Takes that page; whether another one is needed then. */
  boolean takes(Map<String, Object> page) {
    Optional<String> following =
        page.get(NEXT) instanceof String more ? Optional.of(more) : Optional.empty();
    List<?> listed = page.get(kind.member()) instanceof List<?> all ? all : List.of();
    boolean whole = cursor.isEmpty() && following.isEmpty();
    if (++asked == 1) {
      members.putAll(page);
      size = whole || listed.isEmpty() ? longest : Math.min(longest, listed.size());
    } else {
      shorten(page.get(LIFE));
    }
    if (isFilledBy(whole ? inOrder(listed) : listed, whole) || following.isEmpty()) {
      return false;
    }
    cursor = following;
    if (hides && asked < MOST_SERVER_PAGES) {
      return true;
    }
    next = new ListPosition(cursor, 0, "");
    return false;
  }

  private boolean isFilledBy(List<?> listed, boolean whole) {
    for (int i = asked == 1 ? start(listed, whole) : 0; i < listed.size(); i++) {
      Object entry = listed.get(i);
      if (shown.test(entry)) {
        if (entries.size() == size) {
          next = new ListPosition(cursor, i, kind.nameOf(entry).orElse(""));
          return true;
        }
        entries.add(form.apply(entry));
      }
    }
    return false;
  }

  /** A whole list is in order, so what has come or gone since does not move its pages. */
  private int start(List<?> listed, boolean whole) {
    if (!whole) {
      return from.index();
    }
    int start = 0;
    while (start < listed.size()
        && kind.nameOf(listed.get(start)).orElse("").compareTo(from.name()) < 0) {
      start++;
    }
    return start;
  }

  /** Servers keep what they list in tables that have no order, or another one on each node. */
  private List<?> inOrder(List<?> listed) {
    List<@Nullable Object> sorted = new ArrayList<>(listed);
    sorted.sort(Comparator.comparing((Object entry) -> kind.nameOf(entry).orElse("")));
    return sorted;
  }

  /** What is made of several pages may be kept as long as the one that ends first. */
  private void shorten(@Nullable Object life) {
    if (life instanceof Number other
        && members.get(LIFE) instanceof Number one
        && other.longValue() < one.longValue()) {
      members.put(LIFE, other);
    }
  }

  /** The result, without what leads to the next page. */
  Map<String, Object> result() {
    members.put(kind.member(), entries);
    members.remove(NEXT);
    return members;
  }

  /** Where the next page begins, if there is one. */
  Optional<ListPosition> next() {
    return Optional.ofNullable(next);
  }
}
