package io.github.jerseymcp.example;

import io.github.jerseymcp.example.mcp.LocalNotes;
import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.NotesDatabase;
import io.github.jerseymcp.example.notes.NotesUnavailableException;
import io.github.jerseymcp.stdio.StandardStreams;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Serves one user over the standard streams: no port, no token. */
final class StdioCommand {

  static final String OPTION = "--stdio";

  private StdioCommand() {}

  static boolean isIn(String... arguments) {
    return Arrays.asList(arguments).contains(OPTION);
  }

  /** Serves until the input ends; nothing but the protocol is printed. */
  static void run(String... arguments) throws BadCommandLineException, StartException {
    Optional<String> database = database(arguments);
    StandardStreams streams = StandardStreams.claim();
    try (NotesDatabase notes =
        database.map(NotesDatabase::open).orElseGet(NotesDatabase::inMemory)) {
      LocalNotes.serve(new NoteStore(notes.dataSource(), InstantSource.system()), streams);
    } catch (NotesUnavailableException e) {
      throw new StartException("The database of --database cannot be reached", e);
    }
  }

  /** What is about HTTP has no meaning here, and is not taken as if it had. */
  private static Optional<String> database(String... arguments) throws BadCommandLineException {
    List<String> rest = Arrays.stream(arguments).filter(word -> !word.equals(OPTION)).toList();
    boolean understood =
        arguments.length - rest.size() == 1
            && (rest.isEmpty() || (rest.size() == 2 && rest.get(0).equals("--database")));
    if (!understood) {
      throw new BadCommandLineException(List.of("--stdio goes with --database alone"));
    }
    Options options = Options.parse(rest.toArray(String[]::new));
    return options.database();
  }
}
