/** API keys of the example: where they are kept, and how they are made and revoked. */
@NullMarked
package io.github.jerseymcp.example.apikeys;

import org.jspecify.annotations.NullMarked;
