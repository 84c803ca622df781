package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose names a model has chosen: in a directory of their owner, and nowhere else. */
@DisabledOnOs(OS.WINDOWS)
final class NoteExportTest {

  @TempDir private Path directory;
  private Path exports;
  private Path outside;
  private ExampleServer server;
  private McpWire alice;

  @BeforeEach
  void start() throws Exception {
    exports = Files.createDirectory(directory.resolve("exports"));
    outside = Files.createDirectory(directory.resolve("outside"));
    server =
        ExampleServer.start(Options.parse("--port", "0", "--export-directory", exports.toString()));
    alice = new ExampleUsers(server).client("alice", ExampleUsers.ALL);
    alice.callTool("notes_add", "{\"text\":\"of alice\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String export(McpWire caller, String file) throws Exception {
    return caller.callTool("notes_export", "{\"file\":\"" + file + "\"}").body();
  }

  private List<Path> files(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void writesTheNotesOfItsCallerIntoANewFile() throws Exception {
    assertThat(export(alice, "today.json"))
        .contains("\"notes\":1")
        .doesNotContain("isError\":true");

    assertThat(files(exports)).hasSize(1);
    assertThat(files(exports).get(0)).content().contains("of alice");
    assertThat(export(alice, "today.json")).contains("There is a file of this name");
  }

  @Test
  void keepsUsersApart() throws Exception {
    McpWire bob = new ExampleUsers(server).client("bob", ExampleUsers.ALL);
    export(alice, "notes.json");

    assertThat(export(bob, "notes.json")).contains("\"notes\":0");
    assertThat(files(exports)).hasSize(2);
    String own = files(exports).get(0).getParent().getFileName().toString();
    assertThat(export(bob, "../" + own + "/theirs.json")).contains("\"isError\":true");
    assertThat(files(exports)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside/x",
        "../../outside/x",
        "a/../../x",
        "./x",
        "",
        ".",
        "..",
        "OUTSIDE/x",
        "..\\\\outside\\\\x",
        "x\\u0000y",
        "C:x",
        "missing/x"
      })
  void writesNothingOutsideC40(String file) throws Exception {
    String answer = export(alice, file.replace("OUTSIDE", outside.toString()));

    assertThat(answer).contains("\"isError\":true").doesNotContain(directory.toString());
    assertThat(files(directory)).isEmpty();
  }

  @Test
  void followsNoLinkC40() throws Exception {
    export(alice, "first.json");
    Path own = files(exports).get(0).getParent();
    Files.createSymbolicLink(own.resolve("away"), outside);
    Files.createSymbolicLink(own.resolve("file.json"), outside.resolve("made.json"));

    assertThat(export(alice, "away/x.json")).contains("\"isError\":true");
    assertThat(export(alice, "file.json")).contains("\"isError\":true");
    assertThat(files(outside)).isEmpty();

    Files.delete(own.resolve("away"));
    Files.delete(own.resolve("file.json"));
    Files.delete(own.resolve("first.json"));
    Files.delete(own);
    Files.createSymbolicLink(own, outside);
    assertThat(export(alice, "x.json")).contains("\"isError\":true");
    assertThat(files(outside)).isEmpty();
  }

  @Test
  void endsWithAHundredFiles() throws Exception {
    export(alice, "first.json");
    Path own = files(exports).get(0).getParent();
    for (int i = 1; i < 100; i++) {
      Files.createFile(own.resolve("file" + i));
    }

    assertThat(export(alice, "another.json")).contains("may have no more");
    assertThat(files(exports)).hasSize(100);
  }

  @Test
  void needsTheScopeThatReads() throws Exception {
    McpWire reader = new ExampleUsers(server).client("alice", "mcp:tools:read mcp:tools:call");

    assertThat(reader.callTool("notes_export", "{\"file\":\"x\"}").status()).isEqualTo(403);
    assertThat(files(exports)).isEmpty();
  }

  @Test
  void isNotThereUnlessADirectoryIsNamed() throws Exception {
    try (ExampleServer other = ExampleServer.start(Options.parse("--port", "0"))) {
      McpWire client = new ExampleUsers(other).client("alice", ExampleUsers.ALL);

      assertThat(client.ask("tools/list", "{}").body()).doesNotContain("notes_export");
      assertThat(alice.ask("tools/list", "{}").body()).contains("notes_export");
    }
    assertThatThrownBy(
            () -> Options.parse("--export-directory", directory.resolve("missing").toString()))
        .isInstanceOf(BadCommandLineException.class)
        .hasMessageContaining("--export-directory must be a directory");
  }
}
