package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/** Keycloak as it is published on Maven Central, fetched and unpacked once. */
final class KeycloakDistribution {

  static final String VERSION = "26.7.3";

  private static final Duration FETCH = Duration.ofMinutes(10);
  private static final String NAME = "keycloak-quarkus-dist-" + VERSION + ".zip";
  private static final Path HOME = InteropDirectory.PATH.resolve("keycloak-" + VERSION);

  private KeycloakDistribution() {}

  /** Its folder; the test is skipped where it cannot be fetched. */
  static Path unpacked() throws IOException, InterruptedException {
    Path complete = HOME.resolve("complete");
    if (!Files.exists(complete)) {
      Files.createDirectories(InteropDirectory.PATH);
      Path archive = InteropDirectory.PATH.resolve(NAME);
      String problem = Files.exists(archive) ? "" : fetch();
      Assumptions.assumeTrue(
          problem.isEmpty(), () -> "Skipped: Maven cannot fetch Keycloak: " + problem);
      unpack(archive);
      Files.delete(archive);
      Files.createFile(complete);
    }
    return HOME;
  }

  private static String fetch() throws InterruptedException {
    ProcessBuilder maven =
        new ProcessBuilder(
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy",
            "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip",
            "-DoutputDirectory=" + InteropDirectory.PATH);
    maven.directory(InteropDirectory.PATH.toFile());
    try (ChildProcess fetch = ChildProcess.start("mvn", maven)) {
      return fetch.endsWell(FETCH) ? "" : "it failed: " + fetch.output();
    } catch (IOException e) {
      return "no mvn here";
    }
  }

  private static void unpack(Path archive) throws IOException {
    try (InputStream content = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(content)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = InteropDirectory.PATH.resolve(entry.getName()).normalize();
        if (!file.startsWith(HOME)) {
          throw new IOException("Outside the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
