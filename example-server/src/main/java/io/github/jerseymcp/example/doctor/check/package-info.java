/** The checks of the doctor, one class each; {@code Checks} lists them in their order. */
@NullMarked
package io.github.jerseymcp.example.doctor.check;

import org.jspecify.annotations.NullMarked;
