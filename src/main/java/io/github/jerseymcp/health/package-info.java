/** Says how well a server can do its work: its keys, its stores, what is left of its shares. */
@NullMarked
package io.github.jerseymcp.health;

import org.jspecify.annotations.NullMarked;
