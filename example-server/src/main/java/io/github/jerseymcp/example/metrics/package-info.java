/** What the server measures, for Prometheus, on a port of its own. */
@NullMarked
package io.github.jerseymcp.example.metrics;

import org.jspecify.annotations.NullMarked;
