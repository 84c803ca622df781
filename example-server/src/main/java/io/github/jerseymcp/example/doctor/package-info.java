/** The doctor: looks at an MCP endpoint from outside, and says what is wrong and how to fix it. */
@NullMarked
package io.github.jerseymcp.example.doctor;

import org.jspecify.annotations.NullMarked;
