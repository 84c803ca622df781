package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the scopes that a handler, or every handler of a class, needs beyond those of its {@link
 * McpProtected} resource.
 *
 * <p>All scopes within one annotation are needed. Repeated on one element, each annotation is an
 * alternative. Class and method add up. A caller without them gets 403 with {@code
 * error="insufficient_scope"} and every scope of the operation in one challenge (RFC 6750 section
 * 3.1).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(RequiresScopes.AnyOf.class)
public @interface RequiresScopes {

  /**
   * The scopes, all of which are needed: at least one, each a scope token of RFC 6749 section 3.3.
   */
  String[] value();

  /** Holds the alternatives when {@link RequiresScopes} is repeated. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  @interface AnyOf {

    /** The alternatives: one of them must hold. */
    RequiresScopes[] value();
  }
}
