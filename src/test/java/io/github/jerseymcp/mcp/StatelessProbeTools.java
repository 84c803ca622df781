package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** The tools of the stateless fixture, and what they saw. */
final class StatelessProbeTools {

  final AtomicInteger runs = new AtomicInteger();
  final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
  final BlockingQueue<McpTransportContext> reported = new LinkedBlockingQueue<>();
  private final Map<String, Sinks.One<String>> gates = new ConcurrentHashMap<>();

  void release(String name) {
    gate(name).tryEmitValue(name);
  }

  /** Waits for its gate without a thread. */
  Mono<CallToolResult> wait(McpTransportContext context, CallToolRequest request) {
    runs.incrementAndGet();
    String name = String.valueOf(request.arguments().get("text"));
    return gate(name)
        .asMono()
        .doOnCancel(() -> cancelled.add(name))
        .map(released -> ProbeTools.text("released " + released));
  }

  /** Blocks a thread, as synchronous tools do. */
  Mono<CallToolResult> block(McpTransportContext context, CallToolRequest request) {
    return hold(context, request).subscribeOn(Schedulers.boundedElastic());
  }

  /** Blocks the thread that calls it. */
  Mono<CallToolResult> hold(McpTransportContext context, CallToolRequest request) {
    String name = String.valueOf(request.arguments().get("text"));
    return Mono.fromCallable(
        () -> {
          runs.incrementAndGet();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            cancelled.add(name);
          }
          return ProbeTools.text("blocked");
        });
  }

  /** Says how far it is, and some things that are no progress. */
  Mono<CallToolResult> report(McpTransportContext context, CallToolRequest request) {
    McpStreams.reportProgress(context, 0.5, 0, "");
    for (double done : new double[] {1, 2, 2, 1, Double.NaN, Double.POSITIVE_INFINITY, 3}) {
      McpStreams.reportProgress(context, done, 3, done == 1 ? "begun" : "");
    }
    reported.add(context);
    return Mono.just(ProbeTools.text("reported"));
  }

  private Sinks.One<String> gate(String name) {
    return gates.computeIfAbsent(name, key -> Sinks.one());
  }
}
