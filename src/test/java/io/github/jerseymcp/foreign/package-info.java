/**
 * Parts as somebody else would write them, from what docs/api.txt lists and nothing more, and the
 * contracts that they keep.
 */
@NullMarked
package io.github.jerseymcp.foreign;

import org.jspecify.annotations.NullMarked;
