package io.github.jerseymcp.content;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of others, before anything is checked by them. */
class SchemaRulesTest {

  private static final SchemaRules RULES = SchemaRules.defaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'object','properties':{'$ref':{'type':'string'},'pattern':{'type':'string'}}}",
        "{'$defs':{'a':{'$anchor':'x'}},'properties':{'a':{'$ref':'#/$defs/a'},'b':{'$ref':'#x'}}}",
        "{'enum':[{'$ref':'https://example.com'}],'const':{'pattern':'('},'default':{'$id':1}}",
        "{'$schema':'https://json-schema.org/draft/2020-12/schema','pattern':'^[a-z]{1,5}$'}",
        "{'additionalProperties':false,'items':true,'not':{'anyOf':[{},{}]}}"
      })
  void takesWhatServersHave(String schema) {
    assertThatCode(() -> RULES.check(read(schema))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$ref':'https://evil.example/schema'} | outside of it",
        "{'properties':{'a':{'items':{'$ref':'file:///etc/passwd'}}}} | outside of it",
        "{'$dynamicRef':'other#meta'} | outside of it",
        "{'$ref':5} | outside of it",
        "{'$schema':'http://json-schema.org/draft-07/schema#'} | another version",
        "{'$schema':7} | another version",
        "{'$defs':{'a':{'$id':'x'},'b':{'$id':'x'}}} | of one name",
        "{'$defs':{'a':{'$anchor':'x'},'b':{'$anchor':'x'}}} | of one name",
        "{'pattern':'(a'} | a pattern",
        "{'pattern':5} | a pattern",
        "{'pattern':'(a+)\\\\1'} | a pattern",
        "{'patternProperties':{'(':{}}} | a pattern"
      })
  void refusesTheRest(String schema, String rule) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(read(schema)))
        .withMessageContaining(rule)
        .withMessageNotContaining("evil");
  }

  @Test
  void boundsWhatASchemaCosts() {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      many.put("p" + i, Map.of());
    }
    assertRefused(Map.of("properties", many), "A schema is too large");
    assertRefused(nested("items", 33), "A schema is too deep");
    assertRefused(nested("not", 9), "A schema is composed in too many levels");
    assertRefused(
        read("{'anyOf':[" + "{},".repeat(64) + "{}]}"), "A schema is composed of too many");
    assertRefused(
        read("{'description':'" + "x".repeat(16_385) + "'}"),
        "A schema has a text that is too long");
    assertRefused(
        read("{'pattern':'" + "x".repeat(513) + "'}"),
        "A schema has a pattern that is too long, or none");
    Map<String, Object> itself = new HashMap<>();
    itself.put("items", itself);
    assertRefused(itself, "A schema is too deep");
  }

  private static void assertRefused(Map<String, Object> schema, String rule) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(schema))
        .withMessage(rule);
  }

  private static Map<String, Object> nested(String word, int depth) {
    Map<String, Object> schema = Map.of();
    for (int i = 0; i < depth; i++) {
      schema = Map.of(word, schema);
    }
    return schema;
  }

  private static Map<String, Object> read(String json) {
    try {
      return StrictJson.object(
          json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (MalformedJoseException e) {
      throw new AssertionError(json, e);
    }
  }
}
