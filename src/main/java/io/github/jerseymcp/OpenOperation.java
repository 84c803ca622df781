package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens one MCP operation to anonymous callers: it is served to a request without credentials, so
 * that a client can look first and sign in later.
 *
 * <p>It stands on the class of an MCP endpoint, once for each operation; what stands on a
 * superclass or an interface of that counts as well, so do not put it where other endpoints inherit
 * it. Whatever is not named stays closed, and a request for it that has no credentials gets the 401
 * of RFC 6750 section 3.1. A request with credentials is verified as ever: a token that is not
 * valid is 401 for an opened operation, too. Streams, subscriptions, answers to questions of the
 * server and the end of a session need a caller always.
 *
 * <p>An operation that is opened must have no scopes, no {@link OperationAuthentication} and no
 * {@link Confirm}, and a policy of the application must permit it without a caller; else the start
 * fails. Lists show anonymous callers what is opened to them. What they may take together, and each
 * network of them, has limits of its own ({@code McpSecurityConfigBuilder.anonymous}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OpenOperation.Rules.class)
public @interface OpenOperation {

  /**
   * The JSON-RPC method: {@code initialize}, which brings {@code notifications/initialized} and
   * {@code notifications/cancelled} with it, {@code ping}, {@code server/discover}, a list, {@code
   * tools/call}, {@code prompts/get} or {@code resources/read}.
   */
  String method();

  /**
   * The name of the tool or prompt, or the URI of the resource. Methods that take one need it, so
   * that nothing is opened that comes later. The URI of a resource may be a template, such as
   * {@code docs://{page}}: a part in braces is 1 to 128 letters, digits and {@code - . _ ~ @ +}.
   */
  String name() default "";

  /** Holds the rules when {@link OpenOperation} is repeated. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Rules {

    /** The rules. */
    OpenOperation[] value();
  }
}
