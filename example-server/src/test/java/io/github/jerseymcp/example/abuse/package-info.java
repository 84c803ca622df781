/** Servers in processes of their own, attacked in every way we know, while somebody works on. */
@NullMarked
package io.github.jerseymcp.example.abuse;

import org.jspecify.annotations.NullMarked;
