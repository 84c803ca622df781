package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the scopes that one MCP operation needs, beyond those of its {@link McpProtected} resource
 * and method.
 *
 * <p>It stands on the class of an MCP endpoint, once for each rule. All rules that fit an operation
 * add up: one for every {@code tools/call} and one for a tool by name, say. A caller without the
 * scopes gets HTTP 403 with all scopes of the operation in one challenge, before the operation
 * runs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OperationScopes.Rules.class)
public @interface OperationScopes {

  /** The JSON-RPC method, such as {@code tools/call}. */
  String method();

  /**
   * The name of the tool or prompt, or the URI of the resource. Default: every one. It may be a
   * template, such as {@code notes://{id}}: a part in braces fits any text.
   */
  String name() default "";

  /**
   * The scopes, all of which are needed. None says that the operation is meant to be there and
   * needs no more, which matters where operations without a rule are denied.
   */
  String[] value();

  /** Holds the rules when {@link OperationScopes} is repeated. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Rules {

    /** The rules. */
    OperationScopes[] value();
  }
}
