package io.github.jerseymcp.example.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoteStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
  private static final Owner ALICE = new Owner("https://auth.example.com", "alice");
  private static final Owner BOB = new Owner("https://auth.example.com", "bob");
  private static final Owner OTHER_ALICE = new Owner("https://other.example.com", "alice");

  private final NotesDatabase database = NotesDatabase.inMemory();
  private final NoteStore notes = new NoteStore(database.dataSource(), InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void listsWhatWasAddedOldestFirst() throws Exception {
    Note first = notes.add(ALICE, "first'); DROP TABLE notes; --");
    Note second = notes.add(ALICE, "zweite \u2713");

    assertThat(notes.list(ALICE)).containsExactly(first, second);
    assertThat(first.createdAt()).isEqualTo(NOW);
  }

  @Test
  void eachUserSeesTheirOwnAlone() throws Exception {
    Note note = notes.add(ALICE, "for alice");

    assertThat(notes.list(BOB)).isEmpty();
    assertThat(notes.list(OTHER_ALICE)).isEmpty();
    assertThat(notes.list(ALICE)).containsExactly(note);
    assertThat(notes.find(ALICE, note.id())).hasValue(note);
    assertThat(notes.find(BOB, note.id())).isEmpty();
    assertThat(notes.find(OTHER_ALICE, note.id())).isEmpty();
    assertThat(notes.count()).isEqualTo(1);
  }

  @Test
  void eachUserDeletesTheirOwnAlone() throws Exception {
    Note note = notes.add(ALICE, "for alice");

    assertThat(notes.delete(BOB, note.id())).isFalse();
    assertThat(notes.delete(OTHER_ALICE, note.id())).isFalse();
    assertThat(notes.list(ALICE)).containsExactly(note);
    assertThat(notes.delete(ALICE, note.id())).isTrue();
    assertThat(notes.delete(ALICE, note.id())).isFalse();
    assertThat(notes.list(ALICE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\0b"})
  void refusesTextsThatAreNone(String text) {
    assertThatThrownBy(() -> notes.add(ALICE, text)).isInstanceOf(NoteRefusedException.class);
    assertThat(notes.count()).isZero();
  }

  @Test
  void textsHaveALimit() throws Exception {
    notes.add(ALICE, "x".repeat(NoteStore.MAX_TEXT));

    assertThatThrownBy(() -> notes.add(ALICE, "x".repeat(NoteStore.MAX_TEXT + 1)))
        .isInstanceOf(NoteRefusedException.class);
  }

  @Test
  void notesOfAUserHaveALimit() throws Exception {
    for (int i = 0; i < NoteStore.MAX_NOTES; i++) {
      notes.add(ALICE, "note");
    }

    assertThatThrownBy(() -> notes.add(ALICE, "one more")).isInstanceOf(NoteRefusedException.class);
    assertThat(notes.add(BOB, "mine").text()).isEqualTo("mine");
  }

  @Test
  void namesHaveLimits() throws Exception {
    Owner longest = new Owner("i".repeat(Owner.MAX_ISSUER), "s".repeat(Owner.MAX_SUBJECT));
    notes.add(longest, "mine");

    assertThat(notes.list(longest)).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Owner("i", "s".repeat(Owner.MAX_SUBJECT + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Owner("i".repeat(Owner.MAX_ISSUER + 1), "s"));
  }

  @Test
  void twoDatabasesInMemoryShareNothing() throws Exception {
    notes.add(ALICE, "here");
    try (NotesDatabase other = NotesDatabase.inMemory()) {
      assertThat(new NoteStore(other.dataSource(), InstantSource.system()).list(ALICE)).isEmpty();
    }
  }

  @Test
  void theTableMayExistAlready() throws Exception {
    Note note = notes.add(ALICE, "kept");

    assertThat(new NoteStore(database.dataSource(), InstantSource.system()).list(ALICE))
        .containsExactly(note);
  }

  @Test
  void aDatabaseThatIsGoneIsNobodysFault() {
    database.close();

    assertThatThrownBy(() -> notes.list(ALICE)).isInstanceOf(NotesUnavailableException.class);
  }
}
