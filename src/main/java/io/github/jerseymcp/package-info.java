/** What a resource author imports: the annotations, the caller, and little else. */
@NullMarked
package io.github.jerseymcp;

import org.jspecify.annotations.NullMarked;
