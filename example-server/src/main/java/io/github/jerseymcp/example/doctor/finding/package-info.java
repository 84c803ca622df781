/** What the doctor finds: the rules, how the endpoint keeps them, and how that is printed. */
@NullMarked
package io.github.jerseymcp.example.doctor.finding;

import org.jspecify.annotations.NullMarked;
