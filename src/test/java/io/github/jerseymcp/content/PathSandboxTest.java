package io.github.jerseymcp.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in one directory, and none anywhere else: negative case 40. */
@Timeout(60)
class PathSandboxTest {

  private static final String SECRET = "secret";

  @TempDir private Path parent;

  private Path root;
  private PathSandbox sandbox;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectories(parent.resolve("root"));
    Files.createDirectories(root.resolve("notes"));
    Files.writeString(root.resolve("notes/one.txt"), "one");
    Files.writeString(parent.resolve("outside.txt"), SECRET);
    sandbox = PathSandbox.of(root);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
            "",
            "/etc/passwd",
            "../outside.txt",
            "notes/../../outside.txt",
            "notes/../notes/one.txt",
            "./notes/one.txt",
            "notes//one.txt",
            "notes/",
            "..",
            "C:\\x",
            "C:x",
            "c:/x",
            "\\\\host\\x",
            "//host/x",
            "..\\outside.txt",
            "notes/one.txt:stream",
            "notes/one.txt\0.png",
            "notes/one.txt.",
            "notes/one.txt ",
            "nul",
            ".~./x",
            "notes/CON.txt",
            "lpt1",
            "nul .txt",
            "a\nb",
            "a\u202eb",
            "a\u200bb",
            "a\ud800b",
            "/proc/self/root/etc/passwd",
            "x".repeat(256),
            "\u00e9".repeat(128),
            "a/".repeat(64) + "a",
            ("y".repeat(200) + "/").repeat(21) + "y")
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void refusesEachPathThatSomeSystemReadsInAnotherWayCase40(String path) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> sandbox.open(path, READ))
        .withMessageNotContaining("outside");
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> sandbox.resolve(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2foutside.txt", "%2e%2e", ".~", "...a", "%00", "~root"})
  void readsNothingIntoANameCase40(String path) {
    assertThat(sandbox.resolve(path).getParent()).isEqualTo(sandbox.resolve("x").getParent());
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> sandbox.open(path, READ));
  }

  @Test
  void opensWhatIsThereAndMakesWhatIsNot() throws IOException {
    assertThat(read(sandbox, "notes/one.txt")).isEqualTo("one");
    try (SeekableByteChannel channel = sandbox.open("notes/two.txt", CREATE_NEW, WRITE)) {
      channel.write(ByteBuffer.wrap("two".getBytes(UTF_8)));
    }

    assertThat(root.resolve("notes/two.txt")).hasContent("two");
    assertThat(read(sandbox.withoutSteps(), "notes/two.txt")).isEqualTo("two");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> sandbox.open("none/two.txt", CREATE_NEW, WRITE));
  }

  /** In a container without a locale the JDK has no name for what is not ASCII. */
  @Tag("once")
  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesWhatIsNoNameInTheLocaleOfTheProcess() throws Exception {
    ProcessBuilder other =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            WithoutLocale.class.getName(),
            root.toString());
    other.environment().put("LC_ALL", "C");
    Process process = other.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo("A name in a path cannot be one on this system");
  }

  /** Opens a file whose name is not ASCII. */
  static final class WithoutLocale {

    private WithoutLocale() {}

    public static void main(String[] arguments) throws IOException {
      try (SeekableByteChannel opened =
          PathSandbox.of(Path.of(arguments[0])).open("caf\u00e9.txt", READ)) {
        System.out.print(opened.size());
      } catch (RefusedContentException e) {
        System.out.print(e.getMessage());
      }
    }
  }

  @Test
  void followsNoLinkCase40() throws IOException {
    Files.createSymbolicLink(root.resolve("link.txt"), parent.resolve("outside.txt"));
    Files.createSymbolicLink(root.resolve("up"), parent);
    Files.createSymbolicLink(root.resolve("inside.txt"), root.resolve("notes/one.txt"));
    Files.createSymbolicLink(root.resolve("dangling.txt"), parent.resolve("made.txt"));

    for (PathSandbox each : new PathSandbox[] {sandbox, sandbox.withoutSteps()}) {
      assertRefused(each, "link.txt");
      assertRefused(each, "up/outside.txt");
      assertRefused(each, "inside.txt");
      assertRefused(each, "notes");
      assertThatExceptionOfType(RefusedContentException.class)
          .isThrownBy(() -> each.open("dangling.txt", CREATE_NEW, WRITE));
    }
    assertThat(parent.resolve("made.txt")).doesNotExist();
  }

  @Test
  void waitsForNoPipe() throws Exception {
    Path pipe = root.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertRefused(sandbox, "pipe");
    assertRefused(sandbox.withoutSteps(), "pipe");
  }

  /** Somebody puts links in the place of a directory and of a file, as fast as it can. */
  @Test
  void opensNothingElseWhileLinksComeAndGoCase40() throws Exception {
    Files.createDirectories(parent.resolve("elsewhere"));
    Files.writeString(parent.resolve("elsewhere/one.txt"), SECRET);
    AtomicBoolean done = new AtomicBoolean();
    Files.writeString(root.resolve("two.txt"), "two");
    List<Thread> swapping =
        List.of(
            new Thread(() -> swap("notes", "elsewhere", done)),
            new Thread(() -> swap("two.txt", "elsewhere/one.txt", done)));
    swapping.forEach(Thread::start);
    int opened = 0;
    int files = 0;
    for (int i = 0; i < 10_000; i++) {
      try {
        assertThat(read(sandbox, "notes/one.txt")).isEqualTo("one");
        opened++;
      } catch (RefusedContentException | IOException e) {
        assertThat(e.getMessage()).doesNotContain(SECRET);
      }
      try {
        assertThat(read(sandbox, "two.txt")).isEqualTo("two");
        files++;
      } catch (RefusedContentException | IOException e) {
        assertThat(e.getMessage()).doesNotContain(SECRET);
      }
    }
    done.set(true);
    for (Thread each : swapping) {
      each.join();
    }

    assertThat(opened).as("some of them, between two swaps").isPositive();
    assertThat(files).as("some of them, between two swaps").isPositive();
  }

  @Test
  void needsADirectory() {
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> PathSandbox.of(parent.resolve("outside.txt")));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> PathSandbox.of(parent.resolve("none")));
  }

  private void swap(String name, String elsewhere, AtomicBoolean done) {
    Path notes = root.resolve(name);
    Path aside = root.resolve(name + "-aside");
    try {
      while (!done.get()) {
        Files.move(notes, aside);
        Files.createSymbolicLink(notes, parent.resolve(elsewhere));
        Files.delete(notes);
        Files.move(aside, notes);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(PathSandbox sandbox, String path) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> sandbox.open(path, READ))
        .withMessage("A path leads over a link, or to no regular file");
  }

  private static String read(PathSandbox sandbox, String path) throws IOException {
    try (SeekableByteChannel channel = sandbox.open(path, READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(64);
      channel.read(bytes);
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }
  }
}
