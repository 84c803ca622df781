/** Asks somebody who may be slow or gone, and lets strangers ask no more than their share. */
@NullMarked
package io.github.jerseymcp.ask;

import org.jspecify.annotations.NullMarked;
