package io.github.jerseymcp.local;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.event.Reports;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.mcp.endpoint.LocalDoor;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.rate.GuardedLimiter;
import io.github.jerseymcp.rate.InMemoryRateLimiter;
import io.github.jerseymcp.rate.Rates;
import io.github.jerseymcp.request.CallerRules;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.ScopeRules;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.time.Ticker;
import io.modelcontextprotocol.json.McpJsonMapper;

/**
 * An MCP endpoint for clients of the same JVM, without HTTP: the same handlers, policies, scopes,
 * limits, errors and events.
 *
 * <pre>{@code
 * LocalMcpServer server = LocalMcpServer.of(config, endpoint, McpJsonDefaults.getMapper());
 * LocalCaller alice = LocalCaller.of("alice", "mcp:tools:read", "mcp:tools:call");
 * McpSyncClient client = McpClient.sync(server.connect(alice)).build();
 * }</pre>
 *
 * <p>A connection is a capability: whoever holds the object speaks for its caller, and there is
 * nothing in a message that could change that. What crosses it is bytes, so that no object is
 * shared. Thread-safe.
 */
public final class LocalMcpServer {

  private final LocalDoor door;
  private final McpJsonMapper json;
  private final Settings settings;
  private final Accounts accounts;
  private final CallerRates rates;
  private final Reports reports;
  private final Demand demand;

  private LocalMcpServer(LocalDoor door, McpJsonMapper json, Settings settings) {
    this.door = door;
    this.json = json;
    this.settings = settings;
    this.accounts = new Accounts(settings.callerLimits());
    Ticker ticker = Clocks.of(settings.clock()).ticker();
    this.rates = rates(settings, ticker);
    this.reports = new Reports(new SecurityEvents(settings.listeners(), ticker));
    this.demand = door.demand();
  }

  /**
   * Serves an endpoint.
   *
   * @param config scope rules, limits, rates, listeners and clock; what it says of tokens and HTTP
   *     has no meaning here. What is held is counted apart from what callers over HTTP hold
   * @param endpoint with a server of the SDK behind its transport; it may be served over HTTP too
   */
  public static LocalMcpServer of(
      McpSecurityConfig config, McpEndpoint endpoint, McpJsonMapper json) {
    return new LocalMcpServer(LocalDoor.of(endpoint), json, Settings.of(config));
  }

  /** Serves an endpoint by the defaults, where there is nothing to configure. */
  public static LocalMcpServer of(McpEndpoint endpoint, McpJsonMapper json) {
    // Nobody is sent there: no message of this process has a token or an address.
    return of(
        McpSecurityConfig.builder("http://localhost").issuer("https://nobody.invalid").build(),
        endpoint,
        json);
  }

  /**
   * A connection for this caller, with a session of its own.
   *
   * @throws IllegalArgumentException if its claims do not say until when it may be served, or the
   *     class of the endpoint trusts other issuers than its own; see {@link LocalCaller#ofIssuer}
   */
  public LocalConnection connect(McpPrincipal caller) {
    return new LocalConnection(requestsOf(caller), json);
  }

  /** Makes the requests of one caller. */
  LocalRequests requestsOf(McpPrincipal caller) {
    McpPrincipal snapshot = caller.snapshot();
    if (!(snapshot.claims().get("exp") instanceof Number)) {
      throw new IllegalArgumentException("The claims of a caller must have exp");
    }
    if (!door.trusts(snapshot.issuer())) {
      throw new IllegalArgumentException("The endpoint does not trust the issuer of the caller");
    }
    ScopeRules scopes = settings.scopeRules();
    ConnectedCaller connected = new ConnectedCaller(snapshot, scopes);
    return new LocalRequests(
        connected,
        door,
        accounts,
        rates,
        settings.watch(),
        reports,
        new CallerRules(scopes, settings.watch()),
        demand);
  }

  /** What writes messages, and reads them. */
  McpJsonMapper json() {
    return json;
  }

  private static CallerRates rates(Settings settings, Ticker ticker) {
    Rates counted = settings.countedRates();
    return counted.isEmpty()
        ? CallerRates.none()
        : new CallerRates(
            counted,
            new GuardedLimiter(
                settings.rateLimiter().orElseGet(() -> new InMemoryRateLimiter(ticker)), ticker));
  }
}
