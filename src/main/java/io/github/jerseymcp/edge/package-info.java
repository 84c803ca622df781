/** The edge of the server: Host, Origin, CORS, sizes and forwarded headers. */
@NullMarked
package io.github.jerseymcp.edge;

import org.jspecify.annotations.NullMarked;
