/** Where the example remembers DPoP proofs. */
@NullMarked
package io.github.jerseymcp.example.replay;

import org.jspecify.annotations.NullMarked;
