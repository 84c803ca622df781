package io.github.jerseymcp.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
        "{'additionalProperties':false,'items':true,'not':{'anyOf':[{},{}]}}",
        "{'type':'array','items':{'$ref':'#'}}",
        "{'$defs':{'L<A>~/':{},'n':true},'allOf':[{'$ref':'#/$defs/L%3CA%3E~0~1'},{'$ref':'#/$defs/n'}]}",
        "{'prefixItems':[{'$ref':'#/prefixItems/1'},{}]}"
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
        "{'patternProperties':{'(':{}}} | a pattern",
        "{'$ref':'#'} | itself for the same value",
        "{'$defs':{'a':{'$ref':'#b'},'b':{'$anchor':'b','not':{'$ref':'#/$defs/a'}}}} | itself for",
        "{'dependentSchemas':{'a':{'$dynamicRef':'#'}}} | itself for the same value",
        "{'$ref':'#/$defs/a'} | what is none",
        "{'$ref':'#a'} | what is none",
        "{'$ref':'#/%zz'} | what is none",
        "{'properties':{'a':{}},'items':{'$ref':'#/properties'}} | what is none",
        "{'const':{'not':{}},'items':{'$ref':'#/const'}} | what is none",
        "{'$defs':{'a':{'$id':'x','items':{'$ref':'#/$defs/a'}}}} | what is none"
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
    assertRefused(doubled("allOf"), "A schema is composed of too many");
    assertRefused(doubled("dependentSchemas"), "A schema is composed of too many");
    Map<String, Object> itself = new HashMap<>();
    itself.put("items", itself);
    assertRefused(itself, "A schema is too deep");
  }

  /** An application may be deep in its stack already. */
  @Test
  void followsNoLongWayFromOneSchemaToTheOther() throws InterruptedException {
    assertThatCode(() -> RULES.check(chain(128))).doesNotThrowAnyException();
    assertRefused(chain(129), "A schema refers to others in too many steps");

    Map<String, Object> deep = chain(1_900);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, () -> RULES.check(deep), "small", 256 * 1024);
    thread.setUncaughtExceptionHandler((dead, failure) -> thrown.set(failure));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(RefusedContentException.class);
  }

  /** So many references, each of which leads to the next. */
  private static Map<String, Object> chain(int steps) {
    Map<String, Object> schemas = new HashMap<>();
    for (int i = 1; i < steps; i++) {
      schemas.put("s" + i, Map.of("$ref", "#/$defs/s" + (i + 1)));
    }
    schemas.put("s" + steps, Map.of());
    return Map.of("$ref", "#/$defs/s1", "$defs", schemas);
  }

  private static void assertRefused(Map<String, Object> schema, String rule) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(schema))
        .withMessage(rule);
  }

  /** Some lines that apply two to the power of thirty schemas to one value. */
  private static Map<String, Object> doubled(String word) {
    Map<String, Object> schemas = new HashMap<>(Map.of("s30", Map.of()));
    for (int i = 0; i < 30; i++) {
      Map<String, Object> next = Map.of("$ref", "#/$defs/s" + (i + 1));
      boolean named = word.equals("dependentSchemas");
      schemas.put(
          "s" + i, Map.of(word, named ? Map.of("a", next, "b", next) : List.of(next, next)));
    }
    return Map.of("$ref", "#/$defs/s0", "$defs", schemas);
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
