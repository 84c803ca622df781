package io.github.jerseymcp.resource;

import java.lang.reflect.Method;
import java.util.List;

/**
 * One method of the application that can answer a request, as the start-up walk finds it.
 *
 * @param path its path template, relative to the base of the application
 * @param root the path template of its root resource class
 * @param verb its HTTP method, or {@code *} for a sub-resource locator
 * @param type its class
 * @param method the method that is called
 * @param protection what its annotations say
 * @param located whether a locator leads to it, so that it belongs to that locator's resource
 * @param steps the templates that Jersey matches one after the other: of the root resource, of the
 *     method or locator in it, then {@code ""} for the class that a locator leads to, and so on
 */
record Handler(
    String path,
    String root,
    String verb,
    Class<?> type,
    Method method,
    HandlerProtection protection,
    boolean located,
    List<String> steps) {

  static final String LOCATOR = "*";

  /** Copies the steps. */
  Handler {
    steps = List.copyOf(steps);
  }

  boolean isLocator() {
    return verb.equals(LOCATOR);
  }

  /** Whether it takes the messages of an MCP endpoint that opens some of them to anybody. */
  boolean opensOperations() {
    return verb.equals("POST") && !located && protection.opensOperationsBy(method);
  }

  /** The path for a message to people, {@code /} for the root. */
  String displayPath() {
    return path.isEmpty() ? "/" : path;
  }

  /** Names the handler in a message at start. */
  String describe() {
    return (isLocator() ? "locator" : verb)
        + " "
        + displayPath()
        + " ("
        + type.getName()
        + "."
        + method.getName()
        + ")";
  }
}
