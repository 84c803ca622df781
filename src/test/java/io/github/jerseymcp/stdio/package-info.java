/** Tests of local servers, most of which are scripts of a few lines. */
@NullMarked
package io.github.jerseymcp.stdio;

import org.jspecify.annotations.NullMarked;
