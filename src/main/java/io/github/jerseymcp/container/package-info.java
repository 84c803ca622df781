/** What Jersey does not tell and each container does in its own way. */
@NullMarked
package io.github.jerseymcp.container;

import org.jspecify.annotations.NullMarked;
