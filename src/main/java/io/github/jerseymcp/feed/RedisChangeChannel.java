package io.github.jerseymcp.feed;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A channel of changes in Redis, by PUBLISH and SUBSCRIBE. Needs {@code io.lettuce:lettuce-core}.
 * Holds two connections, and one thread that makes them anew. Thread-safe.
 */
public final class RedisChangeChannel implements ChangeChannel {

  private static final String TOPIC = "mcp:changes";

  private final String topic;
  private final RedisLink link;
  private final Reception reception;
  // Not @Nullable: newer compilers cannot read a type annotation on a class that is not there.
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
    this.link = new RedisLink(address, "changes");
    this.reception = new Reception("mcp-changes-redis", this::subscribe, this::isSubscribed);
  }

  @Override
  public void send(String message) {
    StatefulRedisConnection<String, String> connection = link.connected();
    try {
      connection.sync().publish(topic, message);
    } catch (RuntimeException e) {
      link.drop(connection);
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
    link.close();
  }

  private void subscribe(Consumer<String> receiver) {
    if (receiving.isPresent()) {
      var unused = receiving.get().closeAsync();
    }
    receiving = Optional.empty();
    StatefulRedisPubSubConnection<String, String> made = link.client().connectPubSub();
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
}
