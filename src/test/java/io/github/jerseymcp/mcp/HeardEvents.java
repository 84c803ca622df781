package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.CallBegan;
import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.event.ObservedStream;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.event.SessionBegan;
import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.event.StreamBegan;
import io.github.jerseymcp.event.StreamEnded;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the events of a server. */
public final class HeardEvents implements SecurityEventListener {

  public final List<SecurityEvent> all = new CopyOnWriteArrayList<>();

  @Override
  public void on(SecurityEvent event) {
    all.add(event);
  }

  public <E extends SecurityEvent> List<E> of(Class<E> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The one end of a call of this tool, once there is one. */
  public CallEnded endOf(String tool) {
    await(
        () ->
            of(CallEnded.class).stream()
                .anyMatch(ended -> ended.call().operation().name().orElse("").equals(tool)));
    List<CallEnded> ends =
        of(CallEnded.class).stream()
            .filter(ended -> ended.call().operation().name().orElse("").equals(tool))
            .toList();
    assertThat(ends).hasSize(1);
    return ends.get(0);
  }

  /** The causes of what was refused, in turn. */
  public List<String> refused() {
    return of(RequestRefused.class).stream().map(refused -> refused.cause().code()).toList();
  }

  /** Checks that what has begun has ended, once and later, and nothing else has. */
  public void assertComplete() {
    await(
        () ->
            of(CallBegan.class).size() == of(CallEnded.class).size()
                && of(SessionBegan.class).size() == of(SessionEnded.class).size()
                && of(StreamBegan.class).size() == of(StreamEnded.class).size());
    for (SecurityEvent event : all) {
      if (event instanceof CallEnded ended) {
        assertThat(ended.nanos()).isNotNegative();
        assertOnce(event, new CallBegan(ended.call()), ended.call());
      } else if (event instanceof SessionEnded ended) {
        assertOnce(event, new SessionBegan(ended.session()), ended.session());
      } else if (event instanceof StreamEnded ended) {
        assertOnce(event, new StreamBegan(ended.stream()), ended.stream());
      }
    }
  }

  private void assertOnce(SecurityEvent end, SecurityEvent begin, Object subject) {
    assertThat(all.stream().filter(begin::equals)).hasSize(1);
    assertThat(all.indexOf(begin)).isLessThan(all.indexOf(end));
    assertThat(all.stream().filter(event -> ends(event, subject))).hasSize(1);
  }

  private static boolean ends(SecurityEvent event, Object subject) {
    if (event instanceof CallEnded ended && subject instanceof ObservedCall call) {
      return ended.call().number() == call.number();
    }
    if (event instanceof SessionEnded ended && subject instanceof ObservedSession session) {
      return ended.session().number() == session.number();
    }
    return event instanceof StreamEnded ended
        && subject instanceof ObservedStream stream
        && ended.stream().number() == stream.number();
  }

  public static void await(java.util.function.BooleanSupplier condition) {
    try {
      assertThat(SessionTableTest.eventually(condition)).isTrue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
