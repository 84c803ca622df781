package io.github.jerseymcp.example.doctor;

import io.github.jerseymcp.example.interop.InteropDirectory;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** MCP servers by others, each in a process of its own that has nothing of ours. */
final class Peers {

  private static final Duration BUILD = Duration.ofMinutes(10);
  private static final Path PROJECT = InteropDirectory.PATH.resolve("peers");
  private static final String SOURCES = "src/main/java/peers/";
  private static final List<String> FILES =
      List.of("pom.xml", SOURCES + "SpringAiServer.java", SOURCES + "JavaSdkServer.java");

  private Peers() {}

  /** The server of the TypeScript SDK, behind its bearer middleware. */
  static Peer typescript(String issuer) throws Exception {
    NodePackages.install();
    return Peer.of(NodePackages.start("typescript-server.mjs", issuer));
  }

  /** The same without the middleware. */
  static Peer openTypescript() throws Exception {
    NodePackages.install();
    return Peer.of(NodePackages.start("typescript-server.mjs"));
  }

  /** Spring AI on Spring MVC, behind Spring Security. */
  static Peer springAi(String issuer) throws Exception {
    return java("peers.SpringAiServer", issuer);
  }

  /** The servlet of the Java SDK in Tomcat. */
  static Peer javaSdk() throws Exception {
    return java("peers.JavaSdkServer");
  }

  private static Peer java(String type, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath(), type));
    command.addAll(List.of(arguments));
    return Peer.of(ChildProcess.start(type, new ProcessBuilder(command)));
  }

  /** Builds the servers unless they are built; the test is skipped where that cannot be. */
  private static synchronized String classPath() throws IOException, InterruptedException {
    Path classPath = PROJECT.resolve("class-path");
    if (copySources() || !Files.exists(classPath)) {
      Files.deleteIfExists(classPath);
      String problem = build(classPath);
      Assumptions.assumeTrue(
          problem.isEmpty(), () -> "Skipped: Maven cannot build the servers: " + problem);
    }
    return PROJECT.resolve(Path.of("target", "classes"))
        + File.pathSeparator
        + Files.readString(classPath);
  }

  /** Whether anything is new. */
  private static boolean copySources() throws IOException {
    boolean isNew = false;
    for (String name : FILES) {
      Path file = PROJECT.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (InputStream content = Peers.class.getResourceAsStream("/peers/" + name)) {
        byte[] bytes = Objects.requireNonNull(content, name).readAllBytes();
        if (!Files.exists(file) || !Arrays.equals(bytes, Files.readAllBytes(file))) {
          Files.write(file, bytes);
          isNew = true;
        }
      }
    }
    return isNew;
  }

  private static String build(Path classPath) throws InterruptedException {
    ProcessBuilder maven =
        new ProcessBuilder(
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "clean",
            "compile",
            "dependency:build-classpath",
            "-Dmdep.includeScope=runtime",
            "-Dmdep.outputFile=" + classPath);
    maven.directory(PROJECT.toFile());
    try (ChildProcess build = ChildProcess.start("mvn", maven)) {
      return build.endsWell(BUILD) ? "" : "it failed: " + build.output();
    } catch (IOException e) {
      return "no mvn here";
    }
  }
}
