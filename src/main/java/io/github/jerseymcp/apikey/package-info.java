/** API keys: made once, kept as hashes, verified and revoked. */
@NullMarked
package io.github.jerseymcp.apikey;

import org.jspecify.annotations.NullMarked;
