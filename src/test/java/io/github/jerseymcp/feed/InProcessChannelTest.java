package io.github.jerseymcp.feed;

import io.github.jerseymcp.testing.InProcessChannels;
import java.util.function.Consumer;

class InProcessChannelTest extends ChangeChannelRules {

  private final InProcessChannels hub = new InProcessChannels();

  @Override
  protected ChangeChannel open() {
    return hub.join();
  }

  /** Its server is this process: it is out of reach if it says so. */
  @Override
  protected ChangeChannel openUnreachable() {
    return new ChangeChannel() {
      @Override
      public void send(String message) {
        throw new IllegalStateException("out of reach");
      }

      @Override
      public void receive(Consumer<String> receiver) {}

      @Override
      public void close() {}
    };
  }
}
