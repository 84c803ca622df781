package io.github.jerseymcp.example.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.NotesDatabase;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that end in the middle, as on a full disk, or where their call is cancelled. */
final class BrokenExportTest {

  @TempDir private Path directory;

  @Test
  void leavesNoPartOfAFileBehind() throws Exception {
    try (NotesDatabase database = NotesDatabase.inMemory()) {
      NoteExport export =
          new NoteExport(new NoteStore(database.dataSource(), InstantSource.system()), directory);

      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> export.write("owner", "notes.json", new byte[9]))
            .isInstanceOf(IOException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(files()).isEmpty();

      assertThat(export.write("owner", "notes.json", new byte[9])).isTrue();
      assertThatThrownBy(() -> export.write("owner", "notes.json", new byte[1]))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(files()).hasSize(1).allSatisfy(file -> assertThat(file).hasSize(9));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
