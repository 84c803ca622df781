package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

  private final List<Change> heard = new ArrayList<>();
  private final ChangeFeed feed = ChangeFeed.ofOneNode();

  @Test
  void tellsWhoeverListens() {
    ChangeFeed.Listening one = feed.listen(heard::add);
    feed.listen(heard::add);
    feed.publish(Change.tools());
    assertThat(heard).containsExactly(Change.tools(), Change.tools());

    one.close();
    feed.publish(Change.prompts());
    assertThat(heard).hasSize(3);
  }

  @Test
  void goesOnWhereAListenerFails() {
    feed.listen(
        change -> {
          throw new IllegalStateException("of a test");
        });
    feed.listen(heard::add);
    feed.publish(Change.tools());

    assertThat(heard).containsExactly(Change.tools());
  }
}
