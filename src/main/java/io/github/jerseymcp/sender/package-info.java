/** What a verified token says about the sender it is bound to. */
@NullMarked
package io.github.jerseymcp.sender;

import org.jspecify.annotations.NullMarked;
