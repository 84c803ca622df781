package io.github.jerseymcp.stdio;

import java.nio.file.Path;

/** A process that starts a local server and is killed. */
final class DyingParent {

  private DyingParent() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    LocalServer server =
        Scripts.of(directory, "echo $$ > it.pid; cat >/dev/null; echo > ended").build().start();
    System.out.println("started " + ProcessHandle.current().pid());
    if (arguments.length > 1) {
      System.exit(0);
    }
    server.ended().toCompletableFuture().join();
  }
}
