/** Checks paths, addresses, texts and schemas of others before they are used. */
@NullMarked
package io.github.jerseymcp.content;

import org.jspecify.annotations.NullMarked;
