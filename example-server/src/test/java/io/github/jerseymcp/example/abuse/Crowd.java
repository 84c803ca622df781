package io.github.jerseymcp.example.abuse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Attackers that work at the same time, for a bounded time, and what they were answered. */
final class Crowd implements AutoCloseable {

  private static final long PAUSE_AFTER_FAILURE_MILLIS = 20;

  private final Target target;
  private final long end;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final List<Thread> members = new ArrayList<>();
  private final Map<String, LongAdder> seen = new ConcurrentSkipListMap<>();

  Crowd(Target target, Duration time) {
    this.target = target;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** What a member does again and again. */
  @FunctionalInterface
  interface Deed {

    /** Does it once, as the member with this number. */
    void once(int member) throws Exception;
  }

  /** Lets some do this again and again until the time is over. */
  void each(int count, Deed deed) {
    for (int i = 0; i < count; i++) {
      int member = i;
      Thread thread = new Thread(() -> work(member, deed), "attacker " + member);
      thread.setDaemon(true);
      members.add(thread);
      thread.start();
    }
  }

  /** Waits until the time is over, and for all that were let loose. */
  void await() throws InterruptedException {
    while (!isOver()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    close();
    for (Thread member : members) {
      member.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** Opens a connection, which ends with the time at the latest. */
  Wire open() throws IOException {
    return open(0);
  }

  /** Opens a connection with a receive buffer of this size. */
  Wire open(int receiveBuffer) throws IOException {
    Wire wire = new Wire(target.port(), receiveBuffer);
    wires.add(wire);
    if (isOver()) {
      wire.close();
    }
    return wire;
  }

  /** Closes a connection. */
  void drop(Wire wire) {
    wires.remove(wire);
    wire.close();
  }

  /** Sends a request, and reads the answer to its end. */
  int ask(Request request) throws IOException {
    Wire wire = open();
    try {
      int status = wire.send(request).status();
      wire.skip();
      count(Integer.toString(status));
      return status;
    } finally {
      drop(wire);
    }
  }

  /** Waits, but not beyond the end. */
  void pause(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (!isOver() && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  void count(String what) {
    seen.computeIfAbsent(what, key -> new LongAdder()).increment();
  }

  /** What was answered how many times. */
  String seen() {
    return seen.entrySet().stream()
        .map(each -> each.getValue() + " x " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
    wires.clear();
  }

  private void work(int member, Deed deed) {
    while (!isOver()) {
      try {
        deed.once(member);
      } catch (IOException e) {
        if (!isOver()) {
          count("cut off");
          pause(Duration.ofMillis(PAUSE_AFTER_FAILURE_MILLIS));
        }
      } catch (Exception e) {
        count(e.toString());
        return;
      }
    }
  }
}
