package io.github.jerseymcp.replay;

import io.github.jerseymcp.time.Clocks;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay store in Redis, shared by all nodes that use it: one {@code SET key v NX PXAT t} for
 * each claim. Needs {@code io.lettuce:lettuce-core}, and Redis 6.2 or later.
 *
 * <p>Redis must not forget: it needs {@code appendonly yes} with {@code appendfsync always} to keep
 * every claim over a crash, {@code maxmemory-policy noeviction} so that it refuses when full, and
 * no fail-over to a replica that lags behind. What is otherwise is logged when the connection is
 * first made.
 *
 * <p>Redis removes entries by its own clock, and nodes grant claims by theirs, so entries are kept
 * for two minutes longer than asked: by so much a clock may differ. When Redis is down at first,
 * the store starts all the same. The connection is made again by itself after an outage, during
 * which claims fail at once. Commands that were under way when the connection broke are not sent
 * again. Thread-safe.
 */
public final class RedisReplayStore implements ReplayStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisReplayStore.class);
  static final Duration CLOCK_MARGIN = Duration.ofMinutes(2);
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);
  private static final Set<String> ALWAYS_OR_UNKNOWN = Set.of("always", "unknown");
  private static final String PREFIX = "mcp:proof:";

  /** What is written to see whether anything can be; no key of a proof has a colon. */
  private static final String MARK = PREFIX + ":state";

  private static final SetArgs SHORTLY = SetArgs.Builder.px(1000);

  private final ClientResources resources;
  private final RedisClient client;
  private final Duration timeout;
  private final Duration clockMargin;
  private final Clocks clocks;
  private final OutageLog outages;
  private final ReentrantLock connecting = new ReentrantLock();
  // Not @Nullable: newer compilers cannot read a type annotation on a class that is not there, and
  // whoever compiles against this one need not have Lettuce.
  private volatile Optional<StatefulRedisConnection<String, String>> connection = Optional.empty();
  private long nextAttempt;

  /**
   * A store at this address, with a time-out of two seconds.
   *
   * @param address {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://}
   * @param time the clock
   * @throws IllegalArgumentException if that is no such address
   */
  public RedisReplayStore(String address, InstantSource time) {
    this(address, RedisReplaySettings.defaults(), time);
  }

  /** The same with the clock of the system. */
  public RedisReplayStore(String address) {
    this(address, InstantSource.system());
  }

  /**
   * A store with settings of its own.
   *
   * @throws IllegalArgumentException if the address is none, or a setting is wrong; the message
   *     lists all that are
   */
  public RedisReplayStore(String address, RedisReplaySettings settings, InstantSource time) {
    List<String> problems = settings.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.timeout = settings.timeout();
    this.clockMargin = settings.clockMargin();
    this.clocks = Clocks.of(Objects.requireNonNull(time, "time"));
    this.outages = new OutageLog(LOG, "Redis", clocks.ticker());
    this.nextAttempt = clocks.nanos();
    RedisURI uri = uri(address);
    uri.setTimeout(timeout);
    this.resources =
        ClientResources.builder().reconnectDelay(Delay.constant(RECONNECT_DELAY)).build();
    this.client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .replayFilter(command -> true)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build())
            .build());
    try {
      connect();
    } catch (RuntimeException e) {
      LOG.error("Redis cannot be reached yet ({}); tried again", e.getClass().getName());
    }
  }

  @Override
  public boolean claim(String key, Instant expiresAt) {
    if (expiresAt.toEpochMilli() <= clocks.now().toEpochMilli()) {
      return false;
    }
    SetArgs once = SetArgs.Builder.nx().pxAt(expiresAt.plus(clockMargin).toEpochMilli());
    try {
      // Threads share one connection, on which their commands follow each other without waiting.
      boolean claimed = "OK".equals(await(connected().async().set(PREFIX + key, "1", once)));
      outages.available();
      return claimed;
    } catch (ReplayStoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw outages.unavailable(e.getClass().getName());
    }
  }

  /**
   * Writes a mark that lasts a second: a server that is full, only reads, or cannot reach its disk
   * answers a {@code PING} all the same. Waits within the time-out.
   */
  @Override
  public State state() {
    try {
      String answer = await(connected().async().set(MARK, "1", SHORTLY));
      return "OK".equals(answer) ? State.READY : State.UNAVAILABLE;
    } catch (RuntimeException e) {
      return State.UNAVAILABLE;
    }
  }

  private @Nullable String await(RedisFuture<String> answer) {
    return LettuceFutures.awaitOrCancel(answer, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends the connection. */
  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  private StatefulRedisConnection<String, String> connected() {
    return connection.orElseGet(this::connect);
  }

  /** One caller at a time tries; who waited while an attempt failed does not try again at once. */
  private StatefulRedisConnection<String, String> connect() {
    if (!lock()) {
      throw outages.unavailable("it is being connected");
    }
    try {
      Optional<StatefulRedisConnection<String, String>> present = connection;
      if (present.isPresent()) {
        return present.get();
      }
      if (clocks.nanos() - nextAttempt < 0) {
        throw outages.unavailable("it cannot be connected");
      }
      try {
        StatefulRedisConnection<String, String> made = client.connect();
        connection = Optional.of(made);
        warnOfLoss(made.sync());
        return made;
      } finally {
        nextAttempt = clocks.nanos() + RECONNECT_DELAY.toNanos();
      }
    } finally {
      connecting.unlock();
    }
  }

  private boolean lock() {
    try {
      return connecting.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void warnOfLoss(RedisCommands<String, String> redis) {
    try {
      warnOfLoss(redis, redis.info("persistence") + redis.info("memory"));
    } catch (RuntimeException e) {
      LOG.warn("Whether Redis may forget used proofs could not be checked: INFO failed");
    }
  }

  private static void warnOfLoss(RedisCommands<String, String> redis, String info) {
    if (info.contains("aof_enabled:0")) {
      LOG.warn(
          "Redis does not persist every write (appendonly no): a restart may forget used proofs;"
              + " set appendonly yes and appendfsync always");
    } else if (!ALWAYS_OR_UNKNOWN.contains(setting(redis, "appendfsync"))) {
      LOG.warn(
          "Redis persists with a delay: a crash may forget the last used proofs;"
              + " set appendfsync always");
    }
    if (!info.contains("maxmemory:0\r") && !info.contains("maxmemory_policy:noeviction")) {
      LOG.warn(
          "Redis may evict used proofs when its memory is full; set maxmemory-policy noeviction");
    }
  }

  /** A setting, or "unknown" where a managed Redis does not tell. */
  private static String setting(RedisCommands<String, String> redis, String name) {
    try {
      Map<String, String> settings = redis.configGet(name);
      return settings.getOrDefault(name, "unknown");
    } catch (RuntimeException e) {
      return "unknown";
    }
  }

  private static RedisURI uri(String address) {
    try {
      return RedisURI.create(address);
    } catch (RuntimeException e) {
      // The library's message holds the address, and that may hold a password.
      throw new IllegalArgumentException(
          "The address of the Redis replay store must be redis://host:port or rediss://host:port");
    }
  }
}
