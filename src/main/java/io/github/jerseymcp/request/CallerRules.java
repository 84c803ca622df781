package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.request.Verdict.Missing;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.ScopeRules;
import io.github.jerseymcp.token.TokenWatch;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Decides whether a caller has what a request asks for. The authentication comes first: a caller
 * who lacks scopes as well gets one answer that names both. Thread-safe.
 */
public final class CallerRules {

  private final ScopeRules scopes;
  private final TokenWatch watch;
  private final LocatorDemands locators = new LocatorDemands();

  /**
   * Rules of an application.
   *
   * @param watch by whose clock and leeway the time of an authentication is judged
   */
  public CallerRules(ScopeRules scopes, TokenWatch watch) {
    this.scopes = scopes;
    this.watch = watch;
  }

  /** By whose clock and leeway it judges. */
  public TokenWatch watch() {
    return watch;
  }

  /** Judges a caller by what a method needs, and what the locators on the way to it need. */
  public Verdict judge(McpPrincipal caller, Demand needed, MatchedWay way) {
    return judge(caller, locators.addTo(needed, way));
  }

  /** Judges a caller by what a method needs, and what each of these locators needs. */
  public Verdict judge(McpPrincipal caller, Demand needed, Collection<Demand> onTheWay) {
    RequestDemand all = RequestDemand.of(needed);
    for (Demand one : new LinkedHashSet<>(onTheWay)) {
      all = all.and(one);
    }
    return judge(caller, all);
  }

  Verdict judge(McpPrincipal caller, RequestDemand demand) {
    AuthenticationRequirement needed = demand.authentication();
    Set<String> granted = scopes.granted(demand.scopes(), caller.scopes());
    Set<String> named =
        granted == null ? scopes.closest(demand.scopes(), caller.scopes()) : granted;
    boolean suffices =
        needed.isNone() || needed.isMetBy(caller.claims(), watch.clock().instant(), watch.leeway());
    if (!suffices) {
      return new Verdict(Missing.AUTHENTICATION, named, needed);
    }
    return new Verdict(granted == null ? Missing.SCOPES : Missing.NOTHING, named, needed);
  }
}
