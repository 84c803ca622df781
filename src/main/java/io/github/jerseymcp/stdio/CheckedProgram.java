package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Looks at a program and at the directory it works in, right before it is started. */
final class CheckedProgram {

  private final Set<String> trusted;

  CheckedProgram(Set<String> trusted) {
    this.trusted = trusted;
  }

  /**
   * Lets a program pass.
   *
   * @param sha256 what its digest must be, in lower-case hexadecimal
   */
  void check(Path program, Optional<String> sha256) throws LocalServerException {
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new LocalServerException(LocalServerFault.NO_PROGRAM, program.toString());
    }
    Path file = program;
    if (SafePath.canTell(program)) {
      file = path(LocalServerFault.PROGRAM_NOT_SAFE).follow(program);
    } else if (sha256.isEmpty()) {
      throw new LocalServerException(
          LocalServerFault.PROGRAM_NOT_SAFE,
          "files have no owners here, so its digest must be configured");
    }
    if (sha256.isPresent() && !sha256.get().equals(digest(file))) {
      throw new LocalServerException(LocalServerFault.PROGRAM_CHANGED, program.toString());
    }
  }

  /** Lets a directory pass. */
  void checkDirectory(Path directory) throws LocalServerException {
    if (!Files.isDirectory(directory)) {
      throw new LocalServerException(LocalServerFault.NO_DIRECTORY, directory.toString());
    }
    if (SafePath.canTell(directory)) {
      var unused = path(LocalServerFault.NO_DIRECTORY).follow(directory);
    }
  }

  private SafePath path(LocalServerFault fault) {
    return new SafePath(trusted, reason -> new LocalServerException(fault, reason));
  }

  private static String digest(Path file) throws LocalServerException {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 * 1024];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new LocalServerException(LocalServerFault.NO_PROGRAM, "it cannot be read");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
