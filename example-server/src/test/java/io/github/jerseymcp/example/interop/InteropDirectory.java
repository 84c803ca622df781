package io.github.jerseymcp.example.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** The folder under {@code target} that software by others is put into, once. */
public final class InteropDirectory {

  public static final Path PATH =
      Path.of(System.getProperty("basedir", "."), "target", "interop").toAbsolutePath().normalize();

  private InteropDirectory() {}

  /** Puts a file of the test resources there: by its name in ours, or by its whole path. */
  public static synchronized Path copy(String resource) throws IOException {
    Files.createDirectories(PATH);
    Path file = PATH.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream content = open(resource)) {
      byte[] wanted = content.readAllBytes();
      // Somebody may be reading it.
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), wanted)) {
        Files.write(file, wanted);
      }
    }
    return file;
  }

  static InputStream open(String resource) {
    String path = resource.startsWith("/") ? resource : "/interop/" + resource;
    return Objects.requireNonNull(InteropDirectory.class.getResourceAsStream(path), resource);
  }
}
