/** The doctor, at servers that are right and at servers that have one fault each. */
@NullMarked
package io.github.jerseymcp.example.doctor;

import org.jspecify.annotations.NullMarked;
