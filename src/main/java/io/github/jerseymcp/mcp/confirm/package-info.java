/** Which tools run only after their user has agreed, and what the user is asked. */
@NullMarked
package io.github.jerseymcp.mcp.confirm;

import org.jspecify.annotations.NullMarked;
