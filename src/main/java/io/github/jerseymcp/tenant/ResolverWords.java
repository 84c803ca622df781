package io.github.jerseymcp.tenant;

import java.util.ArrayList;
import java.util.List;

/** Says in the start report what a resolver is asked about, and within which bounds. */
final class ResolverWords {

  private ResolverWords() {}

  static String of(ResolverSettings settings) {
    List<String> asked = new ArrayList<>();
    settings.issuers().ifPresent(resolver -> asked.add("issuers that are not listed"));
    settings
        .tenants()
        .ifPresent(resolver -> asked.add("that of each {" + settings.variable() + "}"));
    return asked.isEmpty()
        ? "nothing"
        : "%s: at most %d remembered, each for %d s, %d new names a second, %d at once, %d s each"
            .formatted(
                String.join(" and ", asked),
                settings.maximumIssuers(),
                settings.maximumAge().toSeconds(),
                settings.newNamesPerSecond(),
                settings.maximumConcurrent(),
                settings.timeout().toSeconds());
  }
}
