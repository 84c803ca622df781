package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.example.Main;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The example server in a process of its own. */
final class ExampleNode implements AutoCloseable {

  private static final String READY = "MCP server ready at ";

  private final ChildProcess process;
  private final URI address;

  private ExampleNode(ChildProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts nodes with the same options, all at once. */
  static List<ExampleNode> start(int count, Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    List<ChildProcess> processes = new ArrayList<>();
    try {
      for (int i = 1; i <= count; i++) {
        processes.add(process("node " + i, environment, options));
      }
      List<ExampleNode> nodes = new ArrayList<>();
      for (ChildProcess process : processes) {
        nodes.add(new ExampleNode(process, URI.create(process.awaitLine(READY)).resolve("/")));
      }
      return nodes;
    } catch (IOException | InterruptedException | AssertionError e) {
      processes.forEach(ChildProcess::kill);
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
    process.kill();
  }

  private static ChildProcess process(
      String name, Map<String, String> environment, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--port", "0"));
    arguments.addAll(options);
    return JavaProgram.start(name, environment, Main.class, arguments);
  }
}
