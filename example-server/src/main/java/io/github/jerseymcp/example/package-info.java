/** The example server: its command line, its start and its stop. */
@NullMarked
package io.github.jerseymcp.example;

import org.jspecify.annotations.NullMarked;
