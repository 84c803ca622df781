package io.github.jerseymcp.mcp;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.time.Ticker;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The settings of a transport: rules, limits and times. Immutable. */
public final class McpTransportSettings {

  private final McpJsonMapper json;
  private final OperationPolicy policy;
  private final boolean deniesUnlisted;
  private final boolean filtersLists;
  private final Set<Integer> errorCodes;
  private final int maximumValues;
  private final int maximumWeight;
  private final Duration callTimeout;
  private final SessionLimits sessions;
  private final StreamLimits streams;
  private final StateSettings states;
  private final ChangeFeed changes;
  private final ListSettings lists;
  private final Ticker ticker;

  private McpTransportSettings(Builder builder) {
    this.json = builder.json;
    this.policy = builder.policy;
    this.deniesUnlisted = builder.deniesUnlisted;
    this.filtersLists = builder.filtersLists;
    this.errorCodes = Set.copyOf(builder.errorCodes);
    this.maximumValues = builder.maximumValues;
    this.maximumWeight = builder.maximumWeight;
    this.callTimeout = builder.callTimeout;
    this.sessions = builder.sessions;
    this.streams = builder.streams;
    this.states = builder.states;
    this.changes = builder.changes;
    this.lists = builder.lists;
    this.ticker = builder.ticker;
  }

  /** Begins settings with the JSON mapper of the SDK, {@code McpJsonDefaults.getMapper()} say. */
  public static Builder builder(McpJsonMapper json) {
    return new Builder(json);
  }

  public McpJsonMapper json() {
    return json;
  }

  public OperationPolicy policy() {
    return policy;
  }

  public boolean deniesUnlisted() {
    return deniesUnlisted;
  }

  public Set<Integer> errorCodes() {
    return errorCodes;
  }

  public boolean filtersLists() {
    return filtersLists;
  }

  public int maximumValues() {
    return maximumValues;
  }

  public int maximumWeight() {
    return maximumWeight;
  }

  public Duration callTimeout() {
    return callTimeout;
  }

  public SessionLimits sessions() {
    return sessions;
  }

  public StreamLimits streams() {
    return streams;
  }

  public StateSettings states() {
    return states;
  }

  public ChangeFeed changes() {
    return changes;
  }

  public ListSettings lists() {
    return lists;
  }

  public Ticker ticker() {
    return ticker;
  }

  /** Collects settings; every one has a default. Not thread-safe. */
  public static final class Builder {

    private static final Set<Integer> RESERVED = Set.of(-32700, -32600, -32601, -32602, -32603);

    private final McpJsonMapper json;
    private OperationPolicy policy = new NoPolicy();
    private boolean deniesUnlisted;
    private boolean filtersLists;
    private final Set<Integer> errorCodes = new HashSet<>();
    private int maximumValues = 1_000_000;
    private int maximumWeight = 5;
    private Duration callTimeout = Duration.ofMinutes(5);
    private SessionLimits sessions = SessionLimits.defaults();
    private StreamLimits streams = StreamLimits.defaults();
    private StateSettings states = StateSettings.defaults();
    private ChangeFeed changes = ChangeFeed.ofOneNode();
    private ListSettings lists = ListSettings.defaults();
    private Ticker ticker = Ticker.system();

    private Builder(McpJsonMapper json) {
      this.json = json;
    }

    /**
     * The scopes of operations beyond those that {@link io.github.jerseymcp.OperationScopes} on the
     * endpoint states, which always count. Default: none.
     */
    public Builder policy(OperationPolicy operationPolicy) {
      this.policy = operationPolicy;
      return this;
    }

    /**
     * Refuses with 403 every operation that the policy does not list, but for {@code initialize},
     * {@code ping}, {@code server/discover} and notifications.
     */
    public Builder denyUnlistedOperations() {
      this.deniesUnlisted = true;
      return this;
    }

    /** Shows each caller only the tools, prompts and resources that it may use. */
    public Builder filterLists() {
      this.filtersLists = true;
      return this;
    }

    /**
     * Lets errors with this code leave as a handler threw them ({@code McpError}), with their text
     * and data. Errors that MCP defines for applications pass without it, with a text of this
     * library; all others become -32603 with nothing of their own. May be repeated.
     *
     * @param code one that JSON-RPC does not reserve
     */
    public Builder passError(int code) {
      this.errorCodes.add(code);
      return this;
    }

    /** The values of one message, nested ones included, at least 1. Default: 1,000,000. */
    public Builder maximumValues(int values) {
      this.maximumValues = values;
      return this;
    }

    /** How many times its bytes a message may take of the heap, and always 1 MiB. Default: 5. */
    public Builder maximumWeight(int timesItsBytes) {
      this.maximumWeight = timesItsBytes;
      return this;
    }

    /** How long a call may take until it is cancelled with an error. Default 5 min. */
    public Builder callTimeout(Duration longest) {
      this.callTimeout = longest;
      return this;
    }

    /** Changes how long sessions last. A stateless transport has none. */
    public Builder sessions(UnaryOperator<SessionLimits> change) {
      this.sessions = change.apply(sessions);
      return this;
    }

    /** Changes how event streams behave. */
    public Builder streams(UnaryOperator<StreamLimits> change) {
      this.streams = change.apply(streams);
      return this;
    }

    /** Changes how state and cursors are sealed that clients bring back. */
    public Builder states(UnaryOperator<StateSettings> change) {
      this.states = change.apply(states);
      return this;
    }

    /** Changes how lists are shown. */
    public Builder lists(UnaryOperator<ListSettings> change) {
      this.lists = change.apply(lists);
      return this;
    }

    /** What has changed, for clients that watch it. Default: {@link ChangeFeed#ofOneNode}. */
    public Builder changes(ChangeFeed feed) {
      this.changes = feed;
      return this;
    }

    /** Measures intervals. Default: the monotonic clock of the process; others are for tests. */
    public Builder ticker(Ticker source) {
      this.ticker = source;
      return this;
    }

    /**
     * Checks everything and builds.
     *
     * @throws IllegalArgumentException if something is wrong; the message names all that is
     */
    public McpTransportSettings build() {
      List<String> problems = new ArrayList<>();
      if (callTimeout.isNegative() || callTimeout.isZero()) {
        problems.add("callTimeout must be longer than nothing");
      }
      if (maximumValues < 1 || maximumWeight < 1) {
        problems.add("maximumValues and maximumWeight must be at least 1");
      }
      if (errorCodes.stream().anyMatch(RESERVED::contains)) {
        problems.add("passError must not name a code that JSON-RPC reserves");
      }
      problems.addAll(sessions.problems());
      problems.addAll(streams.problems());
      problems.addAll(states.problems());
      problems.addAll(lists.problems());
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(
            "The settings of the transport are not valid:\n - " + String.join("\n - ", problems));
      }
      return new McpTransportSettings(this);
    }
  }
}
