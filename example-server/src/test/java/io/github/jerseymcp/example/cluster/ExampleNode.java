package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.example.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The example server in a process of its own. */
final class ExampleNode implements AutoCloseable {

  private static final String READY = "MCP server ready at ";

  private final ChildProcess process;
  private final URI address;

  private ExampleNode(ChildProcess process) {
    this.process = process;
    this.address = URI.create(process.awaitLine(READY)).resolve("/");
  }

  /** Starts nodes with the same options, all at once. */
  static List<ExampleNode> start(int count, Map<String, String> environment, List<String> options)
      throws IOException {
    List<ChildProcess> processes = new ArrayList<>();
    try {
      for (int i = 1; i <= count; i++) {
        processes.add(process("node " + i, environment, options));
      }
      return processes.stream().map(ExampleNode::new).toList();
    } catch (IOException | RuntimeException | AssertionError e) {
      processes.forEach(ChildProcess::close);
      throw e;
    }
  }

  /** Where it listens, whatever its public URL is. */
  String address(String path) {
    return address.resolve(path).toString();
  }

  int port() {
    return address.getPort();
  }

  @Override
  public void close() {
    process.close();
  }

  private static ChildProcess process(
      String name, Map<String, String> environment, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("--port", "0"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return ChildProcess.start(name, builder);
  }
}
