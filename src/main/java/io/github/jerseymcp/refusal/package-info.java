/** What a refused caller is told: one value that describes a refusal, and the one writer of it. */
@NullMarked
package io.github.jerseymcp.refusal;

import org.jspecify.annotations.NullMarked;
