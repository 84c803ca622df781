package io.github.jerseymcp.client.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How much of the answers of a server is read, and for how long. A server that exceeds one loses
 * its connection, and whoever waits gets a {@link TransportLimitException} that names the limit.
 * Immutable; each {@code with} method gives a changed copy. Nothing is checked before {@link
 * #problems}.
 *
 * <p>Four rules have no setting: no redirect is followed; a coded answer ({@code Content-Encoding})
 * is refused; a session identifier of more than 128 characters, or with others than visible ASCII,
 * is refused; of an answer with a status of 400 or more 8 KiB are read.
 */
public final class TransportLimits {

  private static final TransportLimits DEFAULTS = new TransportLimits();
  private static final int MEBIBYTE = 1024 * 1024;

  private int maximumAnswer = 4 * MEBIBYTE;
  private int maximumEvent = MEBIBYTE;
  private int maximumStream = 64 * MEBIBYTE;
  private int maximumEvents = 10_000;
  private Duration headTimeout = Duration.ofSeconds(30);
  private Duration answerTimeout = Duration.ofSeconds(60);
  private Duration idleTimeout = Duration.ofMinutes(5);

  private TransportLimits() {}

  /** The defaults, which each {@code with} method names. */
  public static TransportLimits defaults() {
    return DEFAULTS;
  }

  /** The longest answer that is no event stream, in bytes. Default: 4 MiB. */
  public TransportLimits withMaximumAnswer(int bytes) {
    return with(copy -> copy.maximumAnswer = bytes);
  }

  /** The longest event, in bytes, with all comments since the event before. Default: 1 MiB. */
  public TransportLimits withMaximumEvent(int bytes) {
    return with(copy -> copy.maximumEvent = bytes);
  }

  /** The longest event stream that answers a POST, in bytes. Default: 64 MiB. */
  public TransportLimits withMaximumStream(int bytes) {
    return with(copy -> copy.maximumStream = bytes);
  }

  /** The most events of a stream that answers a POST. Default: 10,000. */
  public TransportLimits withMaximumEvents(int events) {
    return with(copy -> copy.maximumEvents = events);
  }

  /** The time until the head of an answer. Default: 30 seconds. */
  public TransportLimits withHeadTimeout(Duration duration) {
    return with(copy -> copy.headTimeout = duration);
  }

  /**
   * The time from then on for the rest of an answer that is no event stream, not counting that in
   * which the application asks for nothing. Default: 60 seconds.
   */
  public TransportLimits withAnswerTimeout(Duration duration) {
    return with(copy -> copy.answerTimeout = duration);
  }

  /**
   * The time between two whole lines of an event stream, comments included, and counted likewise. A
   * server that keeps its streams open sends a comment now and then. Default: 5 minutes.
   */
  public TransportLimits withIdleTimeout(Duration duration) {
    return with(copy -> copy.idleTimeout = duration);
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    checkSize(problems, "limits.maximumAnswer", maximumAnswer);
    checkSize(problems, "limits.maximumEvent", maximumEvent);
    checkSize(problems, "limits.maximumStream", maximumStream);
    if (maximumEvents < 1) {
      problems.add("limits.maximumEvents must be at least 1");
    }
    checkTime(problems, "limits.headTimeout", headTimeout);
    checkTime(problems, "limits.answerTimeout", answerTimeout);
    checkTime(problems, "limits.idleTimeout", idleTimeout);
    return problems;
  }

  private static void checkSize(List<String> problems, String name, int bytes) {
    if (bytes < 1024) {
      problems.add(name + " must be at least 1024 bytes");
    }
  }

  private static void checkTime(List<String> problems, String name, Duration duration) {
    if (duration.compareTo(Duration.ofMillis(100)) < 0
        || duration.compareTo(Duration.ofHours(24)) > 0) {
      problems.add(name + " must be from 100 milliseconds to 24 hours");
    }
  }

  int maximumAnswer() {
    return maximumAnswer;
  }

  int maximumEvent() {
    return maximumEvent;
  }

  int maximumStream() {
    return maximumStream;
  }

  int maximumEvents() {
    return maximumEvents;
  }

  /** The time until the head of an answer; the time between two reads for a client of JAX-RS. */
  public Duration headTimeout() {
    return headTimeout;
  }

  Duration answerTimeout() {
    return answerTimeout;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }

  private TransportLimits with(Consumer<TransportLimits> change) {
    TransportLimits copy = new TransportLimits();
    copy.maximumAnswer = maximumAnswer;
    copy.maximumEvent = maximumEvent;
    copy.maximumStream = maximumStream;
    copy.maximumEvents = maximumEvents;
    copy.headTimeout = headTimeout;
    copy.answerTimeout = answerTimeout;
    copy.idleTimeout = idleTimeout;
    change.accept(copy);
    return copy;
  }
}
