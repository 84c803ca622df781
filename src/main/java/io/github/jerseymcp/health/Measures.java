package io.github.jerseymcp.health;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.metrics.Measure;
import io.github.jerseymcp.metrics.Measure.Kind;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.token.IssuerSource;
import io.github.jerseymcp.token.ObservedKeys;
import io.github.jerseymcp.token.ObservedTokens;
import io.github.jerseymcp.token.VerifyToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Finds what can be measured of the parts of one application. */
public final class Measures {

  private final List<Measure> all = new ArrayList<>();

  private Measures() {}

  /**
   * What there is to measure.
   *
   * @param anonymous what requests without credentials hold, where operations are open to them
   * @param store the store of used proofs, where DPoP is on
   * @param feeds what tells clients of changes
   */
  public static List<Measure> of(
      VerifyToken tokens,
      Optional<ReplayStore> store,
      Accounts accounts,
      Optional<Accounts> anonymous,
      List<ChangeFeed> feeds) {
    Measures measures = new Measures();
    measures.addShares(accounts);
    anonymous.ifPresent(measures::addAnonymous);
    tokens.cached().ifPresent(measures::addTokens);
    tokens.keys().forEach(measures::addKeys);
    if (tokens.source().isAsked()) {
      measures.addResolved(tokens.source());
    }
    store.ifPresent(measures::addStore);
    measures.addFeeds(feeds);
    return List.copyOf(measures.all);
  }

  private void addShares(Accounts accounts) {
    for (Holding kind : Holding.values()) {
      Map<String, String> tags = Map.of("kind", kind.settingName());
      gauge(
          "mcp.security.shares.used",
          "",
          "What all callers together hold of one kind",
          tags,
          () -> accounts.heldByAll(kind));
      gauge(
          "mcp.security.shares.limit",
          "",
          "What all callers together may hold of one kind",
          tags,
          () -> accounts.limits().ofAll(kind));
    }
    gauge(
        "mcp.security.callers",
        "",
        "The callers that hold anything at the moment",
        Map.of(),
        accounts::size);
  }

  private void addAnonymous(Accounts accounts) {
    for (Holding kind : Holding.values()) {
      Map<String, String> tags = Map.of("kind", kind.settingName());
      gauge(
          "mcp.security.anonymous.used",
          "",
          "What all requests without credentials together hold of one kind",
          tags,
          () -> accounts.heldByAll(kind));
      gauge(
          "mcp.security.anonymous.limit",
          "",
          "What all requests without credentials together may hold of one kind",
          tags,
          () -> accounts.limits().ofAll(kind));
    }
  }

  private void addTokens(ObservedTokens tokens) {
    gauge(
        "mcp.security.token.cache.size",
        "",
        "The tokens that are remembered as verified",
        Map.of(),
        tokens::about);
    lookups("hit", tokens::hits);
    lookups("miss", tokens::misses);
  }

  private void lookups(String result, DoubleSupplier count) {
    all.add(
        new Measure(
            "mcp.security.token.cache.lookups",
            Kind.COUNTER,
            "",
            "How often a token was looked for among those that are remembered",
            Map.of("result", result),
            count));
  }

  private void addKeys(String issuer, ObservedKeys keys) {
    gauge(
        "mcp.security.keys.age",
        "seconds",
        "How long ago the keys of the issuer were fetched",
        Map.of("issuer", issuer),
        () -> keys.age().map(Measures::seconds).orElse(Double.NaN));
  }

  private void addResolved(IssuerSource source) {
    gauge(
        "mcp.security.issuers.resolved",
        "",
        "The issuers that are remembered beside those of the configuration",
        Map.of(),
        source::about);
    gauge(
        "mcp.security.issuers.resolver.up",
        "",
        "1 while the issuer resolver answers, 0 while it does not",
        Map.of(),
        () -> source.isFailing() ? 0 : 1);
  }

  private void addStore(ReplayStore store) {
    if (store.taken().isEmpty()) {
      return;
    }
    Map<String, String> tags = Map.of("store", store.getClass().getSimpleName());
    gauge(
        "mcp.security.replay.store.used",
        "",
        "The places of the store of used proofs that are taken",
        tags,
        () -> store.taken().orElse(0));
    gauge(
        "mcp.security.replay.store.limit",
        "",
        "The places of the store of used proofs",
        tags,
        store::capacity);
  }

  private void addFeeds(List<ChangeFeed> feeds) {
    if (feeds.isEmpty()) {
      return;
    }
    gauge(
        "mcp.security.changes.watchers",
        "",
        "The clients of this node that watch something",
        Map.of(),
        () -> feeds.stream().mapToInt(ChangeFeed::watchers).sum());
    gauge(
        "mcp.security.changes.connected",
        "",
        "1 if other nodes are told of changes and heard, or there are none; else 0",
        Map.of(),
        () -> feeds.stream().allMatch(ChangeFeed::isConnected) ? 1 : 0);
  }

  private void gauge(
      String name, String unit, String text, Map<String, String> tags, DoubleSupplier value) {
    all.add(new Measure(name, Kind.GAUGE, unit, text, tags, value));
  }

  private static double seconds(Duration age) {
    return age.toNanos() / 1e9;
  }
}
