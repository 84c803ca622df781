package io.github.jerseymcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a JAX-RS resource an OAuth 2.1 protected resource.
 *
 * <p>On a class with {@code @Path}, or on a method, the path becomes a resource identifier (RFC
 * 8707) with a metadata document of its own (RFC 9728), and everything below that path answers 401
 * without a valid access token. On a class without {@code @Path}, such as a sub-resource, it adds
 * scopes to the resource that leads there and nothing else.
 *
 * <p>What stands on a class, its superclasses and interfaces, and on a method and what it
 * overrides, adds up: inheritance can make protection stricter, never looser. Only {@link
 * McpPublic} opens a method.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface McpProtected {

  /**
   * Scopes that every request to this resource needs, all of them. They stand in the challenge to
   * an anonymous caller. Default: none, a valid token is enough.
   */
  String[] scopes() default {};

  /**
   * The issuers whose tokens this resource trusts, each the exact identifier of a configured
   * issuer. An identifier that is not configured stops the start, and so does this attribute where
   * a locator leads. Default: all configured issuers.
   */
  String[] issuers() default {};

  /**
   * Whether tokens must be bound by DPoP. Default: what the configuration says. Where several
   * declarations make up one resource the strictest counts.
   */
  DpopUse dpop() default DpopUse.CONFIGURED;

  /** The human-readable name in the metadata document ({@code resource_name}). Default: none. */
  String resourceName() default "";

  /**
   * An absolute https URL for developers ({@code resource_documentation} of the metadata document).
   * Default: none.
   */
  String documentation() default "";
}
