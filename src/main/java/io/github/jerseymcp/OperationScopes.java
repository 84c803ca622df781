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
   *
   * <p>A part in braces stands for what the request says: for the part of that name in {@link
   * #name}, else for the argument of that name of a tool or prompt. {@code notes:read:{id}} beside
   * the name {@code notes://{id}} asks whoever reads {@code notes://7} for {@code notes:read:7}. A
   * value is 1 to 128 letters, digits and {@code - . _ ~ @ +}, or a whole number or a boolean; a
   * request without one is refused with -32602, so that no value can make another scope.
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
