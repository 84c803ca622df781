/**
 * Provokes each refusal that a request can provoke, and looks at what it leaves behind. Recipes lie
 * with the tests whose servers they use.
 */
@NullMarked
package io.github.jerseymcp.provoked;

import org.jspecify.annotations.NullMarked;
