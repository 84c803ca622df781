/** What the library decides and does, as values: for listeners, the audit log and the log. */
@NullMarked
package io.github.jerseymcp.event;

import org.jspecify.annotations.NullMarked;
