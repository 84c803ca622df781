package io.github.jerseymcp.example;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The operations that every rule about senders is tried on.
 *
 * @param method the HTTP method
 * @param path the path below the origin, and the resource
 * @param body the JSON body, empty for none
 */
record ProtectedOperation(String method, String path, String body) {

  private static final List<ProtectedOperation> ALL =
      List.of(
          new ProtectedOperation(
              "POST",
              "/mcp",
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                  + "\"params\":{\"name\":\"whoami\",\"arguments\":{}}}"),
          new ProtectedOperation("GET", "/whoami", ""));

  /** Both of them. */
  static Stream<ProtectedOperation> all() {
    return ALL.stream();
  }

  /** Each row for both, the operation second, behind the name of the row. */
  static Stream<Arguments> withEach(Stream<Arguments> rows) {
    return rows.flatMap(
        row ->
            all()
                .map(
                    operation -> {
                      List<Object> arguments = new ArrayList<>(Arrays.asList(row.get()));
                      arguments.add(1, operation);
                      return Arguments.of(arguments.toArray());
                    }));
  }

  /** The method of the other operation, which this one does not have. */
  String otherMethod() {
    return method.equals("POST") ? "GET" : "POST";
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
