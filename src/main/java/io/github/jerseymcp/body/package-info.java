/** Bodies of requests: counted on the account of the caller, given a time, bounded, refused. */
@NullMarked
package io.github.jerseymcp.body;

import org.jspecify.annotations.NullMarked;
