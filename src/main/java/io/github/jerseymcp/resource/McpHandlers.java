package io.github.jerseymcp.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the base class of MCP endpoints: {@link io.github.jerseymcp.OperationScopes} has its effect
 * on subclasses of it and nowhere else, and each of them needs a caller. For this library's use.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface McpHandlers {

  /** Who knows the rules of an endpoint; has a constructor without parameters. */
  Class<? extends OperationDemands> operations();
}
