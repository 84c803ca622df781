package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the user asked before a tool runs, and runs it only if the user agrees.
 *
 * <p>It stands on the class of an MCP endpoint, once for each tool. A client of MCP 2026-07-28 is
 * asked by {@code input_required} (multi round-trip requests); the agreement counts for this
 * caller, this tool and these arguments, for a while, and once. A client with a session of an older
 * version is asked on the event stream of its call (elicitation), and must answer before the call
 * times out.
 *
 * <p>It protects a user from a model, not a server from its clients: a client answers for its user.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Confirm.Rules.class)
public @interface Confirm {

  /** The name of the tool. */
  String tool();

  /**
   * The question, such as {@code "Delete note {id}?"}: an argument stands in place of its name in
   * braces, on one line and shortened to 100 characters.
   */
  String value();

  /**
   * Whether the tool is refused to clients that cannot be asked: those without forms of
   * elicitation, and those of older versions without a session. Default: it is.
   */
  boolean always() default true;

  /** Holds the rules when {@link Confirm} is repeated. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Rules {

    /** The rules. */
    Confirm[] value();
  }
}
