package io.github.jerseymcp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what a load run sends. {@code keys DIRECTORY} makes keys and tokens, {@code proofs
 * DIRECTORY FILE COUNT} makes that many fresh proofs for the bound token.
 */
public final class LoadFiles {

  /** The public origin of every server of a run, whatever port it listens on. */
  public static final String ORIGIN = "http://127.0.0.1:9000";

  private LoadFiles() {}

  /** Writes. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    if (arguments[0].equals("keys")) {
      Wallet wallet = Wallet.create(ORIGIN);
      wallet.save(directory);
      Files.writeString(directory.resolve("bearer"), wallet.bearer(), UTF_8);
      Files.writeString(directory.resolve("bound"), wallet.bound(), UTF_8);
    } else {
      Wallet wallet = Wallet.load(directory, ORIGIN);
      String bound = Files.readString(directory.resolve("bound"), UTF_8);
      String[] proofs = wallet.proofs(bound, Integer.parseInt(arguments[3]));
      Files.write(Path.of(arguments[2]), List.of(proofs), UTF_8);
    }
  }
}
