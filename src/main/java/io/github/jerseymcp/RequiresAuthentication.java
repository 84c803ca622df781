package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how, and how recently, the user must have signed in for a handler, or for every handler of a
 * class.
 *
 * <p>Where several of them stand on a class, its superclasses and interfaces, a method and what it
 * overrides, and the locators that lead there, all must hold. A caller whose token says something
 * else, or nothing, gets 401 with {@code error="insufficient_user_authentication"} and what is
 * needed, so that the client can have the user sign in again (RFC 9470 section 3). A caller who
 * lacks scopes as well is told of both at once.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAuthentication {

  /**
   * The values of the {@code acr} claim that suffice, the preferred one first: one of them is
   * needed. They compare as text, and none stands for a higher one. Default: any, or none.
   */
  String[] acr() default {};

  /**
   * How many seconds ago the user may have signed in at most ({@code auth_time}), beside the leeway
   * for clocks: up to a year. Default, -1: any time ago.
   */
  long maxAge() default -1;
}
