/** The requests of the doctor: few, bounded in time and size, never redirected. */
@NullMarked
package io.github.jerseymcp.example.doctor.wire;

import org.jspecify.annotations.NullMarked;
