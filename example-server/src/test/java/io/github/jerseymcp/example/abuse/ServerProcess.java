package io.github.jerseymcp.example.abuse;

import com.sun.tools.attach.VirtualMachine;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The process of an attacked server, whose memory and threads are read from outside. */
final class ServerProcess implements AutoCloseable {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final int PRINTED_LINES = 40;
  private static final int TRACED_LINES = 12;

  /** Where a thread of a pool waits that has nothing to do; the pool ends it in its own time. */
  private static final List<String> IDLE =
      List.of(
          "java.util.concurrent.ThreadPoolExecutor.getTask",
          "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
          "java.util.concurrent.ForkJoinPool.awaitWork",
          "org.glassfish.grizzly.threadpool.SyncThreadPool$SyncThreadWorker.getTask",
          "org.glassfish.grizzly.threadpool.FixedThreadPool$BasicWorker.getTask",
          "org.glassfish.grizzly.threadpool.QueueLimitedThreadPool$Worker.getTask");

  private final Process process;
  private final Thread killer;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicInteger lines = new AtomicInteger();
  private final List<String> outOfMemory = new ArrayList<>();
  private JMXConnector connector;
  private MemoryMXBean memory;
  private ThreadMXBean threads;

  private ServerProcess(Process process) {
    this.process = process;
    this.killer = new Thread(process::destroyForcibly);
  }

  static {
    // A server that does not answer for want of memory is to fail its row, not to stop the suite.
    System.setProperty("sun.rmi.transport.tcp.responseTimeout", "20000");
  }

  static ServerProcess start(Container container, int port, String issuer) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            JavaProgram.tool("java"),
            "-Xmx256m",
            // What is softly reachable is given up when memory is short, and so is no leak.
            "-XX:SoftRefLRUPolicyMSPerMB=0",
            "-cp",
            System.getProperty("java.class.path"),
            AbusedServer.class.getName(),
            container.name(),
            Integer.toString(port),
            issuer);
    ServerProcess server = new ServerProcess(command.redirectErrorStream(true).start());
    Runtime.getRuntime().addShutdownHook(server.killer);
    Thread reader = new Thread(server::read, "output of the attacked server");
    reader.setDaemon(true);
    reader.start();
    try {
      if (!server.ready.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The server to attack does not start");
      }
      server.attach();
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  /** The bytes of its heap that are in use after a collection, in MiB. */
  double usedMebibytes() {
    memory.gc();
    return (double) memory.getHeapMemoryUsage().getUsed() / MEBIBYTE;
  }

  /** The threads that have something to do, or are no pool's: an idle pool does not count. */
  long busyThreads() {
    return Stream.of(threads.dumpAllThreads(false, false)).filter(ServerProcess::counts).count();
  }

  /** All threads. */
  int liveThreads() {
    return threads.getThreadCount();
  }

  /** Where it had no memory, if it wrote of an OutOfMemoryError since this was asked last. */
  synchronized Optional<String> takeOutOfMemory() {
    List<String> was = List.copyOf(outOfMemory);
    outOfMemory.clear();
    return was.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", was));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(killer);
    try {
      if (connector != null) {
        connector.close();
      }
    } catch (IOException e) {
      // The other end is gone, as it should be.
    }
  }

  @SuppressWarnings("BanJNDI") // The address is one that this very machine gave us.
  private void attach() throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    String address = machine.startLocalManagementAgent();
    machine.detach();
    connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
    var beans = connector.getMBeanServerConnection();
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
  }

  private static boolean counts(ThreadInfo thread) {
    String name = thread.getThreadName();
    if (name.startsWith("RMI ") || name.startsWith("JMX ") || name.startsWith("Attach ")) {
      return false;
    }
    return Stream.of(thread.getStackTrace())
        .noneMatch(frame -> IDLE.contains(frame.getClassName() + "." + frame.getMethodName()));
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        take(line);
      }
    } catch (IOException | UncheckedIOException e) {
      // It was killed.
    }
  }

  private synchronized void take(String line) {
    if (line.equals(AbusedServer.READY)) {
      ready.countDown();
    } else if (outOfMemory.size() < TRACED_LINES
        && (line.contains("OutOfMemoryError") || !outOfMemory.isEmpty())) {
      outOfMemory.add(line.strip());
    }
    if (lines.incrementAndGet() <= PRINTED_LINES) {
      System.out.println("[server] " + line);
    }
  }
}
