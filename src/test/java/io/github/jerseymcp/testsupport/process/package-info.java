/** Programs that tests run beside themselves, on ports that nobody else has. */
@NullMarked
package io.github.jerseymcp.testsupport.process;

import org.jspecify.annotations.NullMarked;
