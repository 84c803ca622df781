/** The settings of an application: what a user writes once, checked as a whole. */
@NullMarked
package io.github.jerseymcp.config;

import org.jspecify.annotations.NullMarked;
