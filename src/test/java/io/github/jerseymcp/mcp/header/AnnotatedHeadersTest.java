package io.github.jerseymcp.mcp.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which {@code x-mcp-header} annotations a tool may have: T-23. */
class AnnotatedHeadersTest {

  private static final String HEADER = "'x-mcp-header':'A'";

  @ParameterizedTest(name = "T-23 {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a text | {'properties':{'a':{'type':'string',HEADER}}} | [a]",
        "a whole number | {'properties':{'a':{'type':'integer',HEADER}}} | [a]",
        "yes or no | {'properties':{'a':{'type':'boolean',HEADER}}} | [a]",
        "nested | {'properties':{'a':{'properties':{'b':{'type':'string',HEADER}}}}} | [a, b]",
        "named like a keyword | {'properties':{'not':{'type':'string',HEADER}}} | [not]"
      })
  void findsTheArgument(String row, String schema, String path) {
    assertThat(AnnotatedHeaders.of(read(schema)))
        .containsOnlyKeys("a")
        .extractingByKey("a")
        .hasToString(path);
  }

  @ParameterizedTest(name = "T-23 {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a number | {'properties':{'a':{'type':'number',HEADER}}} | no string, integer or boolean",
        "an object | {'properties':{'a':{'type':'object',HEADER}}} | no string, integer or boolean",
        "an array | {'properties':{'a':{'type':'array',HEADER}}} | no string, integer or boolean",
        "no type | {'properties':{'a':{HEADER}}} | no string, integer or boolean",
        "two types | {'properties':{'a':{'type':['string'],HEADER}}} | no string, integer or boolean",
        "the whole | {'type':'string',HEADER} | not reached",
        "items | {'properties':{'a':{'items':{'type':'string',HEADER}}}} | not reached",
        "oneOf | {'properties':{'a':{'oneOf':[{'type':'string',HEADER}]}}} | not reached",
        "anyOf | {'properties':{'a':{'anyOf':[{'type':'string',HEADER}]}}} | not reached",
        "allOf | {'allOf':[{'properties':{'a':{'type':'string',HEADER}}}]} | not reached",
        "not | {'properties':{'a':{'not':{'type':'string',HEADER}}}} | not reached",
        "if | {'if':{'properties':{'a':{'type':'string',HEADER}}}} | not reached",
        "then | {'then':{'properties':{'a':{'type':'string',HEADER}}}} | not reached",
        "else | {'else':{'properties':{'a':{'type':'string',HEADER}}}} | not reached",
        "$ref | {'$defs':{'x':{'type':'string',HEADER}},'properties':{'a':{'$ref':'#/$defs/x'}}}"
            + " | not reached",
        "patterns | {'patternProperties':{'a':{'type':'string',HEADER}}} | not reached",
        "others | {'additionalProperties':{'type':'string',HEADER}} | not reached",
        "twice | {'properties':{'a':{'type':'string',HEADER},"
            + "'b':{'type':'string','x-mcp-header':'a'}}} | there twice",
        "empty | {'properties':{'a':{'type':'string','x-mcp-header':''}}} | no name",
        "a space | {'properties':{'a':{'type':'string','x-mcp-header':'A B'}}} | no name",
        "a line | {'properties':{'a':{'type':'string','x-mcp-header':'A\\nB'}}} | no name",
        "not ASCII | {'properties':{'a':{'type':'string','x-mcp-header':'\u00c4'}}} | no name",
        "no text | {'properties':{'a':{'type':'string','x-mcp-header':1}}} | no name"
      })
  void refuses(String row, String schema, String said) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnotatedHeaders.of(read(schema)))
        .withMessageContaining(said);
  }

  @Test
  void namesTheToolT23() {
    Tool tool = Tool.builder("shred", read("{'type':'string',HEADER}")).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnotatedHeaders.check(ListToolsResult.builder(List.of(tool)).build()))
        .withMessageContainingAll("shred", "x-mcp-header");
  }

  @Test
  void takesNoDataForASchemaT23() {
    assertThat(AnnotatedHeaders.of(read("{'properties':{'a':{'default':{HEADER}}}}"))).isEmpty();
  }

  @ParameterizedTest(name = "T-23 {0}")
  @CsvSource({
    "9007199254740991, true",
    "-9007199254740991, true",
    "9007199254740992, false",
    "-9007199254740992, false",
    "9007199254740993, false"
  })
  void agreesOnWholeNumbersThatAllReadersShareT23(long number, boolean agrees) {
    Tool tool =
        Tool.builder("count", read("{'properties':{'a':{'type':'integer',HEADER}}}")).build();
    McpOperation call =
        new McpOperation(
            "tools/call",
            Optional.of("count"),
            Map.of("name", "count", "arguments", Map.of("a", number)));

    MirroredArguments mirrored = new MirroredArguments(call, Map.of("a", "" + number));

    assertThat(mirrored.agreeWith(ListToolsResult.builder(List.of(tool)).build()))
        .isEqualTo(agrees);
  }

  private static Map<String, Object> read(String schema) {
    try {
      return new ObjectMapper()
          .readValue(schema.replace("HEADER", HEADER).replace('\'', '"'), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(schema, e);
    }
  }
}
