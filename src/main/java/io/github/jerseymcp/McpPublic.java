package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a handler, or every handler of a class, that lies under a protected path: it is served
 * without a token, and credentials sent to it are ignored.
 *
 * <p>It counts per path and verb. A public and a protected handler on one path and verb stop the
 * start, and so does a public handler that also names scopes. It is not inherited by a method that
 * overrides the annotated one and declares JAX-RS annotations of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface McpPublic {}
