package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.dpop.DpopPolicy;
import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.token.KeyPolicy;
import io.github.jerseymcp.token.TokenPolicy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names the limits and times that differ from their defaults, for the start report.
 *
 * <p>A component that is added to one of the compared records is in the report by itself; a setting
 * that stands elsewhere is one more line in {@link #of}.
 */
public final class ChangedSettings {

  private final List<String> changed = new ArrayList<>();

  private ChangedSettings() {}

  /** Each as {@code name value (default)}. */
  public static List<String> of(Settings settings) {
    ChangedSettings comparison = new ChangedSettings();
    comparison.addAll("", settings.limits(), EdgeLimits.defaults());
    comparison.addAll("token ", settings.tokens(), TokenPolicy.defaults());
    comparison.addAll("key ", settings.keys(), KeyPolicy.defaults());
    comparison.addAll("proof ", settings.senders().proofs(), DpopPolicy.defaults());
    comparison.addAll(settings.callerLimits(), CallerLimits.defaults());
    comparison.addScopes(settings.firstChallenges());
    return comparison.changed;
  }

  private void addScopes(NamedScopes named) {
    add("all scopes in first challenge", named.all(), false);
    add("more scopes in first challenge", named.more().size(), 0);
  }

  private void addAll(CallerLimits limits, CallerLimits standard) {
    for (Holding holding : Holding.values()) {
      String name = holding.settingName();
      add(name + " of a caller", limits.ofCaller(holding), standard.ofCaller(holding));
      add(name + " of all", limits.ofAll(holding), standard.ofAll(holding));
    }
  }

  private <R extends Record> void addAll(String prefix, R settings, R standard) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      try {
        add(
            prefix + component.getName(),
            component.getAccessor().invoke(settings),
            component.getAccessor().invoke(standard));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("A setting cannot be read", e);
      }
    }
  }

  private void add(String name, Object value, Object standard) {
    if (isPlain(value) && !value.equals(standard)) {
      changed.add(name + " " + text(value) + " (" + text(standard) + ")");
    }
  }

  /** What can have nothing to hide. */
  private static boolean isPlain(Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof Duration
        || (value instanceof Optional<?> optional
            && optional.map(ChangedSettings::isPlain).orElse(true));
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(ChangedSettings::text).orElse("none");
    }
    return value instanceof Duration time ? time.toSeconds() + " s" : value.toString();
  }
}
