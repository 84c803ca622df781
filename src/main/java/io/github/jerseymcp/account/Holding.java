package io.github.jerseymcp.account;

import java.util.Locale;

/** What a caller can hold of a server. Each kind has a limit for one caller and one for all. */
public enum Holding {
  /** Request bodies that are being read, each of which may keep a thread of the container. */
  BODIES(16, 2_000),

  /** Bytes of request bodies, and of the values that were parsed from them. */
  REQUEST_BYTES(Heap.part(8, 64), Heap.part(4, 512)),

  /** Calls and notifications in flight, and calls whose answer is not delivered yet. */
  CALLS(64, 10_000),

  /** Bytes of answers and events that wait for a reader. */
  ANSWER_BYTES(Heap.part(16, 64), Heap.part(4, 512)),

  /** Event streams that are open. */
  STREAMS(32, 10_000),

  /** Threads that run handlers of the application. */
  HANDLERS(16, 256),

  /** Threads that tell handlers of a client's answer, or of its cancellation. */
  CONTINUATIONS(8, 128),

  /** Threads that write answers, each of which may wait for a reader. */
  WRITERS(8, 256),

  /** Bytes of events that are kept for clients that come back. */
  KEPT_BYTES(Heap.part(32, 16), Heap.part(8, 64)),

  /** Sessions. */
  SESSIONS(32, 10_000);

  private final long ofCaller;
  private final long ofAll;

  Holding(long ofCaller, long ofAll) {
    this.ofCaller = ofCaller;
    this.ofAll = ofAll;
  }

  long defaultOfCaller() {
    return ofCaller;
  }

  long defaultOfAll() {
    return ofAll;
  }

  /** Whether the replicas of a service account need more of it than a person. */
  boolean growsForServiceAccounts() {
    return this == CALLS || this == HANDLERS || this == STREAMS || this == SESSIONS;
  }

  /** The name of its setting: {@code request-bytes}. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Bytes are bounded by what the process has, and by what a server should need. */
  private static final class Heap {

    private static long part(int divisor, long mostMebibytes) {
      return Math.min(Runtime.getRuntime().maxMemory() / divisor, mostMebibytes * 1024 * 1024);
    }
  }
}
