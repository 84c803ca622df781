package io.github.jerseymcp.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be explained, as it is typed.
 *
 * @param token the token, {@code -} for one that is read from the input
 * @param method the HTTP method
 * @param path the path
 * @param operation the MCP operation
 * @param name the tool, prompt or resource of the operation
 */
record ExplainArguments(
    Optional<String> token,
    String method,
    String path,
    Optional<String> operation,
    Optional<String> name) {

  private static final String USAGE =
      "explain needs [--token T] METHOD PATH [OPERATION [NAME]], such as: explain POST /mcp"
          + " tools/call whoami; the token comes from "
          + ExplainCommand.VARIABLE
          + ", or with --token - from the input";

  static ExplainArguments parse(List<String> typed) throws BadCommandLineException {
    List<String> rest = new ArrayList<>(typed);
    Optional<String> token = Optional.empty();
    int option = rest.indexOf("--token");
    if (option >= 0 && option + 1 < rest.size()) {
      rest.remove(option);
      token = Optional.of(rest.remove(option));
    }
    boolean isOption = rest.stream().anyMatch(word -> word.startsWith("-"));
    if (rest.size() < 2 || rest.size() > 4 || isOption) {
      throw new BadCommandLineException(List.of(USAGE));
    }
    if (rest.size() > 2 && !rest.get(0).equals("POST")) {
      throw new BadCommandLineException(List.of("An operation comes by POST. " + USAGE));
    }
    return new ExplainArguments(
        token,
        rest.get(0),
        rest.get(1),
        rest.stream().skip(2).findFirst(),
        rest.stream().skip(3).findFirst());
  }

  @Override
  public String toString() {
    return "ExplainArguments[" + method + "]";
  }
}
