package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Protected resources in numbers, as the start of an application would find them. */
public final class ManyResources {

  private ManyResources() {}

  /** {@code /area-N/notes-N} for each N from 0, one hundred to an area. */
  public static ProtectedResources of(int count) {
    List<ProtectedResource> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new ProtectedResource(
              path(i),
              Set.of("mcp:tools:read"),
              Set.of("mcp:tools:read"),
              Set.of(),
              Set.of(),
              Optional.empty(),
              Optional.empty()));
    }
    return new ProtectedResources(all, new Routes(List.of(), handler -> "", List.of()), Map.of());
  }

  /** The path of one of them. */
  public static String path(int number) {
    return "/area-" + number / 100 + "/notes-" + number;
  }
}
