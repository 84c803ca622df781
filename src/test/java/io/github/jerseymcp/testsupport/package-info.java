/** What the tests of the library and of the example server share. */
@NullMarked
package io.github.jerseymcp.testsupport;

import org.jspecify.annotations.NullMarked;
