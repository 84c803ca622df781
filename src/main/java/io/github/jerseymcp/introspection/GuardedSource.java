package io.github.jerseymcp.introspection;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.introspection.ObservedQuestions.State;
import io.github.jerseymcp.time.Clocks;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whoever knows what tokens say, spared while it is out of reach. What tells that it is so is a
 * token that nobody has made up to that end: for an issuer one of ours, which nobody has; for a
 * verifier of the application, which is asked about nothing but what clients send, those that were
 * good before. Thread-safe.
 */
final class GuardedSource {

  private static final String HANGS =
      "the verifier of the application has not come back in its time: have it give up by itself";

  private final String issuer;
  private final TokenSource source;
  private final boolean probed;
  private final long timeout;
  private final int places;
  private final Clocks clocks;
  private final TokenCircuit circuit;
  private final QuestionReport report;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();

  /** A question that a verifier has not answered yet; it cannot be interrupted. */
  private record Running(long number, long begun) {}

  /** What a question is about. */
  private enum About {
    /** A token of ours. */
    NOTHING,
    /** A token that was good a while ago. */
    KNOWN,
    /** A token that anybody may have made up. */
    STRANGE
  }

  GuardedSource(
      String issuer, Introspection how, TokenSource source, Clocks clocks, SecurityEvents events) {
    this.issuer = issuer;
    this.source = source;
    this.probed = how.verifier().isEmpty();
    this.timeout = how.timeout().toNanos();
    this.places = how.maximumConcurrent();
    this.clocks = clocks;
    this.circuit = new TokenCircuit(clocks.ticker(), timeout + timeout / 2);
    this.report =
        new QuestionReport(
            issuer, probed ? State.NOT_ASKED : State.UNKNOWN, events, clocks.ticker());
  }

  /**
   * What a token says; empty if it is not active.
   *
   * @param known whether it was good before
   * @throws TokenUncheckedException if that cannot be told
   */
  Optional<Map<String, Object>> ask(String token, boolean known) {
    TokenCircuit.Turn turn = circuit.turn(known);
    if (turn == TokenCircuit.Turn.WAIT) {
      throw unchecked();
    }
    boolean trial = turn == TokenCircuit.Turn.TRY;
    if (trial && probed) {
      findOut();
      trial = false;
    }
    return put(token, known ? About.KNOWN : About.STRANGE, trial);
  }

  /** An issuer that dislikes the token of ours answers, too. */
  private void findOut() {
    try {
      var unused = put(made(), About.NOTHING, true);
    } catch (TokenUncheckedException e) {
      if (circuit.isOpen()) {
        throw e;
      }
    }
  }

  /** Asks about a token that nobody has, where that does no harm and nothing is known lately. */
  void probe() {
    TokenCircuit.Turn turn = circuit.turn(false);
    if (turn != TokenCircuit.Turn.WAIT) {
      var unused = put(made(), About.NOTHING, turn == TokenCircuit.Turn.TRY);
    }
  }

  boolean wantsProbe() {
    return probed && !report.isAnsweredLately();
  }

  /** A stranger's token may have a verifier hang, but strangers never have all places. */
  State state() {
    int hanging = hanging();
    if (hanging == 0) {
      return report.state();
    }
    return hanging >= places ? State.UNANSWERED : State.HANGING;
  }

  /** Says in the log that somebody had to go without an answer, if that is since none comes. */
  void missed() {
    if (hanging() > 0) {
      report.complain(HANGS);
    }
  }

  TokenUncheckedException unchecked() {
    return new TokenUncheckedException(issuer, circuit.retryAfter());
  }

  private int hanging() {
    long now = clocks.nanos();
    return (int) running.stream().filter(one -> now - one.begun() > timeout).count();
  }

  private static String made() {
    return "probe-" + UUID.randomUUID();
  }

  private Optional<Map<String, Object>> put(String token, About about, boolean trial) {
    Running call = new Running(numbers.incrementAndGet(), clocks.nanos());
    boolean concluded = false;
    try {
      if (!probed) {
        running.add(call);
      }
      Optional<Map<String, Object>> claims = source.ask(token, System.nanoTime() + timeout);
      circuit.answered();
      concluded = true;
      report.answered(call.begun(), claims.isPresent());
      return claims;
    } catch (AskFailedException e) {
      concluded = conclude(e, about, trial);
      report.failed(
          call.begun(),
          e.reason(),
          about == About.NOTHING || (about == About.KNOWN && !e.isOfOne()));
      throw unchecked();
    } catch (InterruptedIOException e) {
      throw new TokenUncheckedException(issuer, 1);
    } finally {
      running.remove(call);
      if (trial && !concluded) {
        circuit.left();
      }
    }
  }

  /** What a failure says of questions about other tokens; false if it says nothing. */
  private boolean conclude(AskFailedException failed, About about, boolean trial) {
    if (failed.isOfOne()) {
      circuit.answered();
      return true;
    }
    if (!probed && about == About.STRANGE) {
      return false;
    }
    boolean enough = circuit.doubt();
    if (trial || (!probed && enough)) {
      circuit.failed();
    }
    return true;
  }
}
