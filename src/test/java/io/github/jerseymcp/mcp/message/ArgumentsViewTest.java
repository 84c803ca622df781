package io.github.jerseymcp.mcp.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.IncomingMessage.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy sees of the arguments is what the handler gets, and cannot be changed. */
class ArgumentsViewTest {

  @Test
  @SuppressWarnings("unchecked")
  void cannotBeChangedHoweverDeep() throws RefusedMessageException {
    Map<String, Object> arguments = arguments("{\"a\":{\"b\":[{\"c\":1}]},\"n\":null}");
    Map<String, Object> a = (Map<String, Object>) arguments.get("a");
    List<Object> b = (List<Object>) a.get("b");
    Map<String, Object> c = (Map<String, Object>) b.get(0);

    for (Map<String, Object> object : List.of(arguments, a, c)) {
      assertThatThrownBy(() -> object.put("x", 1))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(object::clear).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> object.entrySet().iterator().next().setValue(2))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> b.set(0, 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> b.add(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> b.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(c).containsEntry("c", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"text\"", "[1]", "true"})
  void isEmptyWhereThereIsNoObject(String json) throws RefusedMessageException {
    assertThat(arguments(json)).isEmpty();
  }

  private static Map<String, Object> arguments(String json) throws RefusedMessageException {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"t\","
            + "\"arguments\":"
            + json
            + "}}";
    McpOperation operation = ((Request) MessageReader.parse(message.getBytes(UTF_8))).operation();
    return operation.arguments();
  }
}
