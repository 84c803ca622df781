package io.github.jerseymcp.event;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller asked for, in a bounded number of words: a text that only the caller knows is never
 * in it.
 *
 * @param method the method of HTTP or of MCP; {@code other} if it is not one of those known
 * @param name the tool or prompt, if the server is known to have one of that name
 */
public record Operation(String method, Optional<String> name) {

  /** A method that is not known. */
  public static final Operation OTHER = new Operation("other", Optional.empty());

  private static final Map<String, Operation> HTTP =
      Stream.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
          .collect(Collectors.toUnmodifiableMap(verb -> verb, verb -> of(verb)));

  /** A method that is known to be one of a bounded number. */
  public static Operation of(String method) {
    return new Operation(method, Optional.empty());
  }

  /** The method of an HTTP request. */
  public static Operation ofHttp(String verb) {
    return HTTP.getOrDefault(verb, OTHER);
  }

  /** The method, and behind it the name if there is one: {@code tools/call add_note}. */
  @Override
  public String toString() {
    return name.isEmpty() ? method : method + " " + name.get();
  }
}
