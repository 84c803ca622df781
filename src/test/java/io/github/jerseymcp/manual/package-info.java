/** Tests of README.md and of the pages under docs: what they show compiles, exists, and is true. */
@NullMarked
package io.github.jerseymcp.manual;

import org.jspecify.annotations.NullMarked;
