/** Takes the word of authorization servers that somebody has signed out. */
@NullMarked
package io.github.jerseymcp.logout;

import org.jspecify.annotations.NullMarked;
