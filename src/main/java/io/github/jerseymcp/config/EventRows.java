package io.github.jerseymcp.config;

import java.util.List;

/** The settings of {@link EventSettings}. */
final class EventRows {

  static final List<Setting> ALL =
      List.of(
          Setting.ofBuilder(
              "events", "withListener", settings -> settings.events().listeners().size()));

  private EventRows() {}
}
