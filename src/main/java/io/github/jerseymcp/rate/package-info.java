/** How often something may happen: rates, who counts them, and what is refused beyond them. */
@NullMarked
package io.github.jerseymcp.rate;

import org.jspecify.annotations.NullMarked;
