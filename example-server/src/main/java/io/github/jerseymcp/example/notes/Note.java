package io.github.jerseymcp.example.notes;

import java.time.Instant;

/**
 * A note.
 *
 * @param id unique among the notes of all users, and no secret
 * @param text 1 to {@value NoteStore#MAX_TEXT} characters
 * @param createdAt when it was added, to the millisecond
 */
public record Note(long id, String text, Instant createdAt) {}
