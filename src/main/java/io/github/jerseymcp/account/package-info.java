/** Counts what each caller holds, and says when it is too much. */
@NullMarked
package io.github.jerseymcp.account;

import org.jspecify.annotations.NullMarked;
