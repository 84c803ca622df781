/** What a client does and refuses, as values, and who listens. */
@NullMarked
package io.github.jerseymcp.client.event;

import org.jspecify.annotations.NullMarked;
