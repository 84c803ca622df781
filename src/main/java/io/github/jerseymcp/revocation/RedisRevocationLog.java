package io.github.jerseymcp.revocation;

import io.github.jerseymcp.feed.RedisLink;
import io.github.jerseymcp.revocation.Revocation.Kind;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A log of revocations in Redis 6.2 or later. Needs {@code io.lettuce:lettuce-core}.
 *
 * <p>Redis must not forget: {@code appendonly yes} with {@code appendfsync always}, {@code
 * maxmemory-policy noeviction}, and no fail-over to a replica that lags behind. After a fail-over
 * or a start, which the replication ID shows ({@code INFO}), nodes read all and write again what it
 * has forgotten and they know.
 *
 * <p>Each call takes two seconds at most. What has ended is dropped when something is appended, by
 * the earlier of the clocks of node and server, and ten minutes late. Thread-safe.
 */
public final class RedisRevocationLog implements RevocationLog, AutoCloseable {

  private static final String NAME = "mcp:revocations";
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final int STANDARD_ENTRIES = 100_000;

  /** The numbers, the ends and the moments of all; the head; the history. */
  private static final String APPEND =
      """
      redis.call('SETNX', KEYS[5], ARGV[6])
      local time = redis.call('TIME')
      local present = math.min(tonumber(ARGV[4]), tonumber(time[1]) * 1000 - tonumber(ARGV[7]))
      local ended = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', present, 'LIMIT', 0, 500)
      for _, one in ipairs(ended) do
        redis.call('ZREM', KEYS[1], one)
        redis.call('ZREM', KEYS[2], one)
        redis.call('HDEL', KEYS[3], one)
      end
      local known = redis.call('ZSCORE', KEYS[2], ARGV[1])
      if not known and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[5]) then
        return -1
      end
      local moment = redis.call('HGET', KEYS[3], ARGV[1])
      if not moment or tonumber(moment) < tonumber(ARGV[2]) then
        redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
      end
      if not known or tonumber(known) < tonumber(ARGV[3]) then
        redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
      end
      local number = redis.call('INCR', KEYS[4])
      redis.call('ZADD', KEYS[1], number, ARGV[1])
      return number
      """;

  private static final String READ =
      """
      redis.call('SETNX', KEYS[5], ARGV[3])
      local server = redis.pcall('INFO', 'replication')
      server = type(server) == 'string' and string.match(server, 'master_replid:(%w+)') or ''
      local answer = {
          redis.call('GET', KEYS[5]) .. ' ' .. server, redis.call('GET', KEYS[4]) or '0'}
      local rows = redis.call(
          'ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
      for i = 1, #rows, 2 do
        table.insert(answer, rows[i])
        table.insert(answer, rows[i + 1])
        table.insert(answer, redis.call('HGET', KEYS[3], rows[i]))
        table.insert(answer, redis.call('ZSCORE', KEYS[2], rows[i]))
      end
      return answer
      """;

  private final RedisLink link;
  private final String[] keys;
  private final int maximumEntries;
  private final InstantSource clock;

  /**
   * A log at this address with the name {@code mcp:revocations}, of at most 100,000 entries, with
   * the clock of the system.
   *
   * @param address {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://}
   * @throws IllegalArgumentException if that is no such address
   */
  public RedisRevocationLog(String address) {
    this(address, NAME, STANDARD_ENTRIES, InstantSource.system());
  }

  /**
   * A log with a name of its own, which applications that share a Redis need, and of at most so
   * many entries. Lists that follow it need as much room.
   */
  public RedisRevocationLog(String address, String name, int maximumEntries, InstantSource clock) {
    this.link = new RedisLink(address, "revocations");
    this.maximumEntries = maximumEntries;
    this.clock = Objects.requireNonNull(clock, "clock");
    // One slot of a cluster.
    String prefix = "{" + name + "}:";
    this.keys =
        new String[] {
          prefix + "numbers",
          prefix + "ends",
          prefix + "moments",
          prefix + "head",
          prefix + "history"
        };
  }

  @Override
  public void append(Revocation revocation) {
    Long number =
        run(
            APPEND,
            ScriptOutputType.INTEGER,
            revocation.kind() + " " + revocation.issuer() + " " + revocation.name(),
            String.valueOf(revocation.moment().getEpochSecond()),
            String.valueOf(revocation.refusedFrom().toEpochMilli()),
            String.valueOf(clock.millis() - MARGIN.toMillis()),
            String.valueOf(maximumEntries),
            UUID.randomUUID().toString(),
            String.valueOf(MARGIN.toMillis()));
    if (number < 0) {
      throw new RevocationsUnavailableException("the log is full");
    }
  }

  @Override
  public Part read(long after, int most) {
    List<String> answer =
        run(
            READ,
            ScriptOutputType.MULTI,
            String.valueOf(after),
            String.valueOf(most),
            UUID.randomUUID().toString());
    List<Revocation> revocations = new ArrayList<>();
    long last = after;
    for (int i = 2; i < answer.size(); i += 4) {
      String[] named = answer.get(i).split(" ", 3);
      last = number(answer.get(i + 1));
      revocations.add(
          new Revocation(
              Kind.valueOf(named[0]),
              named[1],
              named[2],
              Instant.ofEpochSecond(number(answer.get(i + 2))),
              Instant.ofEpochMilli(number(answer.get(i + 3)))));
    }
    return new Part(answer.get(0), number(answer.get(1)), last, revocations);
  }

  @Override
  public void close() {
    link.close();
  }

  /** Scores come as doubles, which tell each whole number below 2<sup>53</sup>. */
  private static long number(String score) {
    return (long) Double.parseDouble(score);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // The output type of the script says it.
  private <T> T run(String script, ScriptOutputType type, String... values) {
    StatefulRedisConnection<String, String> connection;
    try {
      connection = link.connected();
    } catch (RuntimeException e) {
      throw new RevocationsUnavailableException(e.getClass().getName());
    }
    try {
      return connection.sync().eval(script, type, keys, values);
    } catch (RuntimeException e) {
      link.drop(connection);
      throw new RevocationsUnavailableException(e.getClass().getName());
    }
  }
}
