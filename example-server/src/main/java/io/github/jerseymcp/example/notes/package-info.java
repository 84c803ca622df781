/** Notes in a database, kept apart per user. */
@NullMarked
package io.github.jerseymcp.example.notes;

import org.jspecify.annotations.NullMarked;
