package io.github.jerseymcp.client.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.seal.ClusterSecret;
import io.github.jerseymcp.testing.CredentialStoreContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins in files: negative case 31. */
class FileCredentialStoreTest extends CredentialStoreContract {

  private static final CredentialKey ALICE =
      new CredentialKey("alice", "https://mcp.example.com/mcp");
  private static final CredentialKey BOB = new CredentialKey("bob", "https://mcp.example.com/mcp");
  private static final ClusterSecret SECRET = ClusterSecret.ofSingleNode();
  private static final String VALUE = "{\"refresh_token\":\"very-secret\"}";

  @TempDir private Path parent;

  private Path directory;
  private CredentialStore store;

  @BeforeEach
  void make() {
    directory = parent.resolve("sign-ins");
    store = new FileCredentialStore(directory, SECRET);
  }

  @Override
  protected CredentialStore store() {
    return store;
  }

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }

  @Test
  void outlastsTheProcess() {
    store.write(ALICE, 0, VALUE);

    CredentialStore later = new FileCredentialStore(directory, SECRET);

    assertThat(later.read(ALICE).orElseThrow().value()).isEqualTo(VALUE);
    assertThat(later.read(BOB)).isEmpty();
  }

  @Test
  void isItsOwnersAloneAndTellsNothing() throws IOException {
    store.write(ALICE, 0, VALUE);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(files("")).isNotEmpty();
    for (Path file : files("")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).doesNotContain("secret", "alice", "example");
      assertThat(file.getFileName().toString()).doesNotContain("alice", "example");
    }
  }

  @Test
  void opensNoFileOfAnotherUserCase31() throws IOException {
    store.write(ALICE, 0, VALUE);
    Path ofAlice = files(".sealed").get(0);
    store.write(BOB, 0, "x");
    Path ofBob = files(".sealed").stream().filter(file -> !file.equals(ofAlice)).findFirst().get();
    Files.copy(
        ofAlice, ofBob, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);

    assertDoesNotOpen(BOB, "sealed with another secret or for another user");
    assertThat(store.read(ALICE)).isPresent();
  }

  @Test
  void opensNoChangedFileCase31() throws IOException {
    store.write(ALICE, 0, VALUE);
    Path file = files(".sealed").get(0);
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < content.length; i++) {
      byte[] changed = content.clone();
      changed[i] = (byte) (changed[i] == 'A' ? 'B' : 'A');
      Files.write(file, changed);
      assertDoesNotOpen(ALICE, "was changed");
    }
    Files.write(file, new byte[0]);
    assertDoesNotOpen(ALICE, "was changed");
    Files.write(file, new byte[2 * 1024 * 1024]);
    assertDoesNotOpen(ALICE, "too long");
  }

  @Test
  void opensNothingWithAnotherSecretCase31() {
    store.write(ALICE, 0, VALUE);

    assertThat(new FileCredentialStore(directory, ClusterSecret.ofSingleNode()).read(ALICE))
        .as("not even its name")
        .isEmpty();
  }

  @Test
  void opensNoFileThatOthersMayReadCase31() throws IOException {
    store.write(ALICE, 0, VALUE);
    Files.setPosixFilePermissions(
        files(".sealed").get(0), PosixFilePermissions.fromString("rw-r--r--"));

    assertDoesNotOpen(ALICE, "mode 0600");
  }

  @Test
  void followsNoLinkCase31() throws IOException {
    store.write(ALICE, 0, VALUE);
    Path file = files(".sealed").get(0);
    Path elsewhere = parent.resolve("elsewhere");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);

    assertDoesNotOpen(ALICE, "a link");
  }

  @Test
  void takesNoDirectoryThatOthersMayUse() throws IOException {
    for (String mode : List.of("rwxr-xr-x", "rwx-----x", "rwx-w----")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FileCredentialStore(directory, SECRET))
          .withMessageContaining("mode 0700");
    }
    Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileCredentialStore(link, SECRET))
        .withMessageContaining("mode 0700");
  }

  @Test
  void takesOverWhatAnEarlierSecretSealed() {
    byte[] old = new byte[32];
    CredentialStore before = new FileCredentialStore(directory, ClusterSecret.shared(old));
    before.write(ALICE, 0, VALUE);
    byte[] young = new byte[32];
    young[0] = 1;
    CredentialStore between =
        new FileCredentialStore(directory, ClusterSecret.shared(young).andEarlier(old));

    long version = between.read(ALICE).orElseThrow().version();
    assertThat(between.write(ALICE, version, "new")).isTrue();

    CredentialStore after = new FileCredentialStore(directory, ClusterSecret.shared(young));
    assertThat(after.read(ALICE).orElseThrow().value()).isEqualTo("new");
    assertThat(before.read(ALICE)).as("the old file is gone").isEmpty();
  }

  @Test
  void forgetsNobodyWhenItIsFull() {
    CredentialStore small = new FileCredentialStore(directory, SECRET, 1);
    small.write(ALICE, 0, "a");

    assertThatIllegalStateException()
        .isThrownBy(() -> small.write(BOB, 0, "b"))
        .withMessage("The store of sign-ins is full");
    long version = small.read(ALICE).orElseThrow().version();
    assertThat(small.write(ALICE, version, "b")).isTrue();
  }

  @Test
  void keepsTheOldValueWhereTheNewOneCannotBeWritten() throws IOException {
    store.write(ALICE, 0, VALUE);
    long version = store.read(ALICE).orElseThrow().version();
    // Whatever keeps a file from being written: here a directory in its place, which is not empty.
    Path file = files(".sealed").get(0);
    Path unfinished = Path.of(file.toString().replace(".sealed", ".unfinished"));
    Files.createDirectories(unfinished.resolve("x"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> store.write(ALICE, version, "new"))
        .withMessage("The store of sign-ins cannot be written");
    assertThat(store.read(ALICE).orElseThrow().value()).isEqualTo(VALUE);
  }

  @Test
  void waitsForALockThatThisProcessHoldsElsewhere() throws Exception {
    Path lock = directory.resolve("files.lock");
    CompletableFuture<Void> written;
    try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      written = CompletableFuture.runAsync(() -> store.write(ALICE, 0, VALUE));
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> written.get(200, TimeUnit.MILLISECONDS));
    }
    written.get(20, TimeUnit.SECONDS);

    assertThat(store.read(ALICE)).isPresent();
  }

  /** To close any file of it would give the lock back to other processes. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesALockToWhateverElseOfThisProcessHoldsIt() throws Exception {
    Path file = directory.toRealPath().resolve("files.lock");
    ProcessLocks locks = new ProcessLocks(PrivateDirectory.at(directory), Duration.ofMillis(20));
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThat(isLocked(file)).isTrue();
      for (int i = 0; i < 3; i++) {
        assertThatIllegalStateException().isThrownBy(() -> locks.holdingAll(() -> true));
        assertThat(isLocked(file)).isTrue();
      }
    }
    assertThat(locks.holdingAll(() -> isLocked(file))).isTrue();
    assertThat(isLocked(file)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void holdsALockThatOneThreadAsksForTwice() throws Exception {
    ProcessLocks locks = new ProcessLocks(PrivateDirectory.at(directory), Duration.ofMillis(20));
    Path file = directory.toRealPath().resolve("files.lock");

    assertThat(locks.holdingAll(() -> locks.holdingAll(() -> true) && isLocked(file))).isTrue();
  }

  /** As the system tells other processes. */
  private static boolean isLocked(Path file) throws IOException {
    String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
    try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
      return locks.anyMatch(line -> line.contains("POSIX") && line.contains(inode));
    }
  }

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Path left = Files.createFile(directory.resolve("x.unfinished"));

    store = new FileCredentialStore(directory, SECRET);

    assertThat(left).doesNotExist();
  }

  private void assertDoesNotOpen(CredentialKey key, String reason) {
    assertThatIllegalStateException()
        .isThrownBy(() -> store.read(key))
        .withMessageContaining(reason)
        .withMessageNotContaining("very-secret")
        .withMessageNotContaining("alice");
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }
}
