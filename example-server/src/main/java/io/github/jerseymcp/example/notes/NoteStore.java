package io.github.jerseymcp.example.notes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps notes in a database, H2 or PostgreSQL, and shows each user their own alone.
 *
 * <p>Every statement names the owner, so there is no way to read or delete by {@code id} alone.
 * Thread-safe. Throws {@link NotesUnavailableException} where the database fails.
 */
public final class NoteStore {

  /** The longest text of a note, in characters. */
  public static final int MAX_TEXT = 10_000;

  /** How many notes a user may keep; notes added at the same moment may exceed it by a few. */
  public static final int MAX_NOTES = 1_000;

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS notes (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        issuer VARCHAR(1000) NOT NULL,
        subject VARCHAR(255) NOT NULL,
        text VARCHAR(10000) NOT NULL,
        created_at BIGINT NOT NULL)\
      """;
  private static final String INDEX =
      "CREATE INDEX IF NOT EXISTS notes_owner ON notes (issuer, subject)";
  private static final String LIST =
      "SELECT id, text, created_at FROM notes WHERE issuer = ? AND subject = ? ORDER BY id";
  private static final String FIND =
      "SELECT id, text, created_at FROM notes WHERE issuer = ? AND subject = ? AND id = ?";
  private static final String COUNT_OWN =
      "SELECT COUNT(*) FROM notes WHERE issuer = ? AND subject = ?";
  private static final String COUNT_ALL = "SELECT COUNT(*) FROM notes";
  private static final String ADD =
      "INSERT INTO notes (issuer, subject, text, created_at) VALUES (?, ?, ?, ?)";
  private static final String EDIT =
      "UPDATE notes SET text = ? WHERE issuer = ? AND subject = ? AND id = ?";
  private static final String DELETE =
      "DELETE FROM notes WHERE issuer = ? AND subject = ? AND id = ?";

  private final DataSource database;
  private final InstantSource clock;

  /** Creates the table, if it is not there yet. */
  public NoteStore(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
      statement.execute(INDEX);
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /** The notes of a user, oldest first. */
  public List<Note> list(Owner owner) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      bind(statement, owner);
      List<Note> notes = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          notes.add(note(rows));
        }
      }
      return notes;
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /** A note of this user; empty if the user has none with this id. */
  public Optional<Note> find(Owner owner, long id) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      bind(statement, owner);
      statement.setLong(3, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(note(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /**
   * Adds a note.
   *
   * @throws NoteRefusedException if the text is empty, too long or holds a NUL character, or the
   *     user has too many notes
   */
  public Note add(Owner owner, String text) throws NoteRefusedException {
    check(text);
    long createdAt = clock.millis();
    try (Connection connection = database.getConnection()) {
      if (countOwn(connection, owner) >= MAX_NOTES) {
        throw new NoteRefusedException("There are too many notes: delete some first");
      }
      try (PreparedStatement statement = connection.prepareStatement(ADD, new String[] {"id"})) {
        bind(statement, owner);
        statement.setString(3, text);
        statement.setLong(4, createdAt);
        statement.executeUpdate();
        return new Note(onlyNumber(statement.getGeneratedKeys()), text, instant(createdAt));
      }
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /**
   * Gives a note of this user another text; false if the user has none with this id.
   *
   * @throws NoteRefusedException if the text is none that {@link #add} takes
   */
  public boolean edit(Owner owner, long id, String text) throws NoteRefusedException {
    check(text);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(EDIT)) {
      statement.setString(1, text);
      statement.setString(2, owner.issuer());
      statement.setString(3, owner.subject());
      statement.setLong(4, id);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /** Deletes a note of this user; false if the user has none with this id. */
  public boolean delete(Owner owner, long id) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      bind(statement, owner);
      statement.setLong(3, id);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /** How many notes all users have together. */
  public long count() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNT_ALL)) {
      return onlyNumber(statement.executeQuery());
    } catch (SQLException e) {
      throw new NotesUnavailableException(e);
    }
  }

  private static void check(String text) throws NoteRefusedException {
    if (text.isBlank()) {
      throw new NoteRefusedException("A note needs a text");
    }
    if (text.length() > MAX_TEXT) {
      throw new NoteRefusedException("The text of a note has at most 10000 characters");
    }
    // PostgreSQL cannot store it.
    if (text.indexOf('\0') >= 0) {
      throw new NoteRefusedException("The text of a note holds no NUL character");
    }
  }

  private static long countOwn(Connection connection, Owner owner) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT_OWN)) {
      bind(statement, owner);
      return onlyNumber(statement.executeQuery());
    }
  }

  private static void bind(PreparedStatement statement, Owner owner) throws SQLException {
    statement.setString(1, owner.issuer());
    statement.setString(2, owner.subject());
  }

  private static Note note(ResultSet rows) throws SQLException {
    return new Note(rows.getLong(1), rows.getString(2), instant(rows.getLong(3)));
  }

  private static long onlyNumber(ResultSet rows) throws SQLException {
    try (rows) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Instant instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis);
  }
}
