package io.github.jerseymcp.config;

import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.edge.ForwardedHeaders;
import io.github.jerseymcp.edge.HostRules;
import io.github.jerseymcp.edge.OriginSource;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.edge.TrustedPeers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the public origin of a request comes from. */
public sealed interface OriginSetting {

  /** The checked source, or empty if there was a problem. */
  Optional<OriginSource> source(HostSettings hosts, Consumer<String> problems);

  /** The checked source with these settings of the edge, or empty if there was a problem. */
  default Optional<OriginSource> source(EdgeSettings edge, Consumer<String> problems) {
    try {
      return source(
          new HostSettings(
              edge.allowedHosts(), edge.bindHost(), edge.bindPort(), edge.forwardedHeaders()),
          problems);
    } catch (IllegalArgumentException e) {
      problems.accept("edge.bindAddress must be a host and a port from 1 to 65535");
      return Optional.empty();
    }
  }

  /** What resource identifiers begin with, for the start report. */
  String prefix();

  /** Whether it depends on who sent the request. */
  boolean needsPeer();

  /** The proxies that tell it. */
  TrustedPeers proxies();

  /**
   * The hosts that are allowed beyond those of the origin.
   *
   * @param allowed further hosts
   * @param bindHost the host that the server listens on, {@code ""} if not known
   * @param bindPort its port
   * @param family the header fields that proxies set
   */
  record HostSettings(
      Collection<String> allowed, String bindHost, int bindPort, ForwardedFamily family) {

    HostRules extend(HostRules policy, Consumer<String> problems) {
      HostRules extended = policy.withHosts("edge.allowedHosts", allowed, problems);
      return bindHost.isEmpty() ? extended : extended.withBindAddress(bindHost, bindPort);
    }
  }

  /** One origin for all requests. */
  record Fixed(String origin) implements OriginSetting {

    @Override
    public String prefix() {
      return origin;
    }

    @Override
    public boolean needsPeer() {
      return false;
    }

    @Override
    public TrustedPeers proxies() {
      return TrustedPeers.none();
    }

    @Override
    public Optional<OriginSource> source(HostSettings hosts, Consumer<String> problems) {
      Optional<PublicOrigin> parsed = PublicOrigin.parse("publicOrigin", origin, problems);
      HostRules own = parsed.map(HostRules::of).orElseGet(HostRules::none);
      HostRules all = hosts.extend(own, problems);
      return parsed.map(fixed -> OriginSource.fixed(fixed, all));
    }
  }

  /** The origin that a trusted proxy names, if it is on the list. */
  record Forwarded(Collection<String> trustedPeers, Collection<String> allowedHosts)
      implements OriginSetting {

    public Forwarded {
      trustedPeers = List.copyOf(trustedPeers);
      allowedHosts = List.copyOf(allowedHosts);
    }

    @Override
    public String prefix() {
      return allowedHosts.size() == 1
          ? "https://" + allowedHosts.iterator().next()
          : "https://{one of " + allowedHosts.size() + " hosts}";
    }

    @Override
    public boolean needsPeer() {
      return true;
    }

    @Override
    public TrustedPeers proxies() {
      return TrustedPeers.parse("trustedPeers", trustedPeers, problem -> {});
    }

    @Override
    public Optional<OriginSource> source(HostSettings hosts, Consumer<String> problems) {
      if (trustedPeers.isEmpty()) {
        problems.accept("trustedPeers must name at least one proxy, in CIDR notation");
      }
      TrustedPeers peers = TrustedPeers.parse("trustedPeers", trustedPeers, problems);
      HostRules named = HostRules.ofHosts("allowedHosts", allowedHosts, problems);
      return Optional.of(
          OriginSource.behindProxy(
              new ForwardedHeaders(
                  peers,
                  hosts.family(),
                  named.withHosts("edge.allowedHosts", hosts.allowed(), problems))));
    }
  }
}
