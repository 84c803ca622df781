package io.github.jerseymcp.testing;

import io.github.jerseymcp.feed.ChangeChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Channels of changes between the nodes that a test runs in one process. Thread-safe. */
public final class InProcessChannels {

  private final Set<Member> members = ConcurrentHashMap.newKeySet();

  /** One more channel, which shares with all others of these. */
  public ChangeChannel join() {
    return new Member();
  }

  private final class Member implements ChangeChannel {

    private volatile Consumer<String> receiver = message -> {};

    @Override
    public void send(String message) {
      members.forEach(member -> member.take(message));
    }

    private synchronized void take(String message) {
      receiver.accept(message);
    }

    @Override
    public void receive(Consumer<String> next) {
      receiver = next;
      members.add(this);
    }

    @Override
    public void close() {
      members.remove(this);
    }
  }
}
