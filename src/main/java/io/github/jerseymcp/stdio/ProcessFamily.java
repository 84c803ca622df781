package io.github.jerseymcp.stdio;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and all that came of it: its descendants, and on Linux whoever carries its mark or one
 * of its pipes, for those who have made themselves the children of somebody else. What has neither
 * any more is not found: only a {@link Launcher} with process namespaces or a container ends that.
 */
final class ProcessFamily {

  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration KILLING = Duration.ofSeconds(2);

  private final Process process;
  private final String mark;
  private final Set<String> pipes;
  private final Set<ProcessHandle> seen = new HashSet<>();

  private ProcessFamily(Process process, String mark, Set<String> pipes) {
    this.process = process;
    this.mark = mark;
    this.pipes = pipes;
  }

  static ProcessFamily of(Process process, Mark mark) {
    return new ProcessFamily(process, mark.id(), LinuxProcesses.pipesOf(process.pid()));
  }

  /**
   * Waits for its end, asks it to terminate, and kills what is left.
   *
   * @param patience two thirds of it before, one third after it is asked
   * @return whether nothing is left
   */
  synchronized boolean end(Duration patience) {
    Duration third = patience.dividedBy(3);
    long start = System.nanoTime();
    // Once it is gone, its children are nobody's.
    collect();
    awaitLeader(third.multipliedBy(2));
    if (!alive().isEmpty()) {
      alive().forEach(ProcessHandle::destroy);
      awaitAll(patience.toNanos() - (System.nanoTime() - start));
    }
    // One that is about to die may have started another.
    long killing = System.nanoTime();
    for (List<ProcessHandle> left = alive(); !left.isEmpty(); left = alive()) {
      left.forEach(ProcessHandle::destroyForcibly);
      if (System.nanoTime() - killing > KILLING.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }

  private void awaitLeader(Duration patience) {
    try {
      var unused = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Whoever is in a hurry gets it killed at once.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAll(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos && seen.stream().anyMatch(ProcessFamily::isAlive)) {
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private List<ProcessHandle> alive() {
    collect();
    return seen.stream().filter(ProcessFamily::isAlive).toList();
  }

  private void collect() {
    seen.add(process.toHandle());
    seen.addAll(LinuxProcesses.relatives(mark, pipes));
    // One look at all processes costs less than one at the descendants of each.
    Map<Long, List<ProcessHandle>> children = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            each ->
                each.parent()
                    .ifPresent(
                        parent ->
                            children
                                .computeIfAbsent(parent.pid(), first -> new ArrayList<>())
                                .add(each)));
    Deque<ProcessHandle> left = new ArrayDeque<>(seen);
    while (!left.isEmpty()) {
      ProcessHandle known = left.pop();
      if (known.isAlive()) {
        children.getOrDefault(known.pid(), List.of()).stream()
            .filter(seen::add)
            .forEach(left::push);
      }
    }
  }

  private static boolean isAlive(ProcessHandle member) {
    return member.isAlive() && !LinuxProcesses.isZombie(member.pid());
  }
}
