/** What has changed at a server, told to whoever listens, at every node. */
@NullMarked
package io.github.jerseymcp.feed;

import org.jspecify.annotations.NullMarked;
