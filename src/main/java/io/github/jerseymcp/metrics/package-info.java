/**
 * What the library decides, as numbers: for Micrometer, and for the JDK's flight recorder. Each
 * class needs its library only where it is used.
 */
@NullMarked
package io.github.jerseymcp.metrics;

import org.jspecify.annotations.NullMarked;
