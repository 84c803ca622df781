/**
 * Asks others for documents and tokens: within bounds, without redirects, and where a stranger may
 * have named the address, only after that address was checked.
 */
@NullMarked
package io.github.jerseymcp.fetch;

import org.jspecify.annotations.NullMarked;
