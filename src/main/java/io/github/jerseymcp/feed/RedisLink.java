package io.github.jerseymcp.feed;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a Redis, which is made when it is needed and after it broke. Whatever is asked
 * of it takes two seconds at most. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ClientResources resources;
  private final RedisClient client;
  // Not @Nullable: newer compilers cannot read a type annotation on a class that is not there.
  private volatile Optional<StatefulRedisConnection<String, String>> connection = Optional.empty();
  private long failedAt = System.nanoTime() - PAUSE.toNanos();

  /**
   * A link to this address.
   *
   * @param what is there, for the message about an address that is none
   * @throws IllegalArgumentException if it is none
   */
  public RedisLink(String address, String what) {
    RedisURI uri = uri(address, what);
    uri.setTimeout(TIMEOUT);
    this.resources =
        ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    this.client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
            .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).keepAlive(true).build())
            .build());
  }

  /** The connection. One caller at a time tries; who waited for one that failed does not. */
  public StatefulRedisConnection<String, String> connected() {
    Optional<StatefulRedisConnection<String, String>> present = connection;
    return present.isPresent() && present.get().isOpen() ? present.get() : connect();
  }

  private synchronized StatefulRedisConnection<String, String> connect() {
    if (connection.isPresent() && connection.get().isOpen()) {
      return connection.get();
    }
    if (System.nanoTime() - failedAt < PAUSE.toNanos()) {
      throw new IllegalStateException("Redis could not be connected a moment ago");
    }
    try {
      StatefulRedisConnection<String, String> made = client.connect();
      connection = Optional.of(made);
      return made;
    } catch (RuntimeException e) {
      failedAt = System.nanoTime();
      throw e;
    }
  }

  /** Gives a connection up: it may be broken, or its server gone without a word. */
  public synchronized void drop(StatefulRedisConnection<String, String> broken) {
    connection = connection.filter(present -> !present.equals(broken));
    var unused = broken.closeAsync();
  }

  /** What makes connections of another kind. */
  RedisClient client() {
    return client;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, TIMEOUT);
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  private static RedisURI uri(String address, String what) {
    try {
      return RedisURI.create(address);
    } catch (RuntimeException e) {
      // The library's message holds the address, and that may hold a password.
      throw new IllegalArgumentException(
          "The address of the Redis of "
              + what
              + " must be redis://host:port or rediss://host:port");
    }
  }
}
