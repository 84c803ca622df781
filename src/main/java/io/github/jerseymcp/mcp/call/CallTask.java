package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.work.CallerThreads;
import java.util.function.Supplier;
import reactor.core.Disposable;

/** A call that waits for a thread of its caller's to run its handler on. */
record CallTask(Call call, Supplier<Disposable> handler) implements CallerThreads.Task {

  @Override
  public void run() {
    call.run(handler);
  }

  @Override
  public boolean isMoot() {
    return call.isOver();
  }

  @Override
  public void refuse() {
    call.stop(RpcError.STOPPING);
  }
}
