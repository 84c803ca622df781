package io.github.jerseymcp.feed;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A channel of changes in Redis, by PUBLISH and SUBSCRIBE. Needs {@code io.lettuce:lettuce-core}.
 * Holds two connections, and one thread that makes them anew. Thread-safe.
 */
public final class RedisChangeChannel implements ChangeChannel {

  private static final String TOPIC = "mcp:changes";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final String topic;
  private final ClientResources resources;
  private final RedisClient client;
  private final Reception reception;
  // Not @Nullable: newer compilers cannot read a type annotation on a class that is not there.
  private Optional<StatefulRedisConnection<String, String>> sending = Optional.empty();
  private Optional<StatefulRedisPubSubConnection<String, String>> receiving = Optional.empty();

  /**
   * A channel at this address, with the name {@code mcp:changes}.
   *
   * @param address {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://}
   * @throws IllegalArgumentException if that is no such address
   */
  public RedisChangeChannel(String address) {
    this(address, TOPIC);
  }

  /** The same with a name of its own: applications that share a Redis need one each. */
  public RedisChangeChannel(String address, String topic) {
    this.topic = topic;
    RedisURI uri = uri(address);
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
    this.reception = new Reception("mcp-changes-redis", this::subscribe, this::isSubscribed);
  }

  @Override
  public void send(String message) {
    StatefulRedisConnection<String, String> connection = connected();
    try {
      connection.sync().publish(topic, message);
    } catch (RuntimeException e) {
      drop(connection);
      throw e;
    }
  }

  @Override
  public void receive(Consumer<String> receiver) {
    reception.start(receiver);
  }

  @Override
  public void close() {
    reception.close();
    client.shutdown(Duration.ZERO, TIMEOUT);
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  private StatefulRedisConnection<String, String> connected() {
    synchronized (this) {
      if (sending.isPresent() && sending.get().isOpen()) {
        return sending.get();
      }
    }
    StatefulRedisConnection<String, String> made = client.connect();
    synchronized (this) {
      sending = Optional.of(made);
    }
    return made;
  }

  private void drop(StatefulRedisConnection<String, String> connection) {
    synchronized (this) {
      sending = Optional.empty();
    }
    var unused = connection.closeAsync();
  }

  private void subscribe(Consumer<String> receiver) {
    if (receiving.isPresent()) {
      var unused = receiving.get().closeAsync();
    }
    receiving = Optional.empty();
    StatefulRedisPubSubConnection<String, String> made = client.connectPubSub();
    receiving = Optional.of(made);
    made.addListener(
        new RedisPubSubAdapter<String, String>() {
          @Override
          public void message(String name, String message) {
            receiver.accept(message);
          }
        });
    made.sync().subscribe(topic);
  }

  private boolean isSubscribed() {
    return receiving.isPresent() && receiving.get().isOpen();
  }

  private static RedisURI uri(String address) {
    try {
      return RedisURI.create(address);
    } catch (RuntimeException e) {
      // The library's message holds the address, and that may hold a password.
      throw new IllegalArgumentException(
          "The address of the Redis of changes must be redis://host:port or rediss://host:port");
    }
  }
}
