package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how, and how recently, the user must have signed in for one MCP operation.
 *
 * <p>It stands on the class of an MCP endpoint, once for each rule. All rules that fit an operation
 * must hold, and the {@link RequiresAuthentication} of the class, too. A caller whose token says
 * something else, or nothing, gets HTTP 401 with what is needed (RFC 9470 section 3), before the
 * operation runs. It does not list the operation: {@link OperationScopes} does.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OperationAuthentication.Rules.class)
public @interface OperationAuthentication {

  /** The JSON-RPC method, such as {@code tools/call}. */
  String method();

  /**
   * The name of the tool or prompt, or the URI of the resource. Default: every one. It may be a
   * template, such as {@code notes://{id}}: a part in braces fits any text.
   */
  String name() default "";

  /**
   * The values of the {@code acr} claim that suffice, the preferred one first: one of them is
   * needed. Default: any, or none.
   */
  String[] acr() default {};

  /**
   * How many seconds ago the user may have signed in at most ({@code auth_time}), beside the leeway
   * for clocks: up to a year. Default, -1: any time ago.
   */
  long maxAge() default -1;

  /** Holds the rules when {@link OperationAuthentication} is repeated. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Rules {

    /** The rules. */
    OperationAuthentication[] value();
  }
}
