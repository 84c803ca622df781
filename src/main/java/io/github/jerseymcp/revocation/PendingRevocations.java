package io.github.jerseymcp.revocation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What other nodes are still to be told, each with the latest moment and end that it was ever given
 * here. Thread-safe.
 */
final class PendingRevocations {

  private final Map<List<Object>, Revocation> all = new LinkedHashMap<>();

  synchronized void add(Revocation revocation) {
    all.merge(keyOf(revocation), revocation, PendingRevocations::later);
  }

  synchronized List<Revocation> first(int most) {
    return all.values().stream().limit(most).toList();
  }

  /** It has been told as it is, unless it has changed meanwhile. */
  synchronized void remove(Revocation told) {
    all.remove(keyOf(told), told);
  }

  static List<Object> keyOf(Revocation revocation) {
    return List.of(revocation.kind(), revocation.issuer(), revocation.name());
  }

  private static Revocation later(Revocation one, Revocation other) {
    return new Revocation(
        one.kind(),
        one.issuer(),
        one.name(),
        later(one.moment(), other.moment()),
        later(one.refusedFrom(), other.refusedFrom()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
