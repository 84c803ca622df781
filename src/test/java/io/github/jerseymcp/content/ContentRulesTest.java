package io.github.jerseymcp.content;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says, before a model reads it: negative case 41. */
class ContentRulesTest {

  private static final ContentRules RULES = ContentRules.defaults();
  private static final String PNG =
      base64(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0});

  static Stream<Arguments> refused() {
    return Stream.of(
        row("a text with a control character", text("a\u0007b")),
        row("a text with an escape", text("a\u001b[31mb")),
        row("a text with tags", text("a\udb40\udc68\udb40\udc69")),
        row("a text with what is drawn as nothing", text("a\udb40\udc85b")),
        row("a text with an override", text("a\u202eb")),
        row("half a character", text("a\ud83d")),
        row("a text that is too long", text("x".repeat(1_000_001))),
        row(
            "an image that is a page",
            image(base64("<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)), "image/png")),
        row("an image of another type", image(PNG, "image/jpeg")),
        row("an image with scripts", image(PNG, "image/svg+xml")),
        row("an image that is no image", image(PNG, "audio/wav")),
        row(
            "base64 with a line",
            image(PNG.substring(0, 4) + "\n" + PNG.substring(4), "image/png")),
        row("base64 with other last bits", image("iVBORw0KGgp=", "image/png")),
        row("base64 of URLs", image("iVBORw0K-_8=", "image/png")),
        row("data that are too long", image("AAAA".repeat(3_400_000), "image/png")),
        row("audio of another type", new AudioContent(null, PNG, "audio/wav", null)),
        row("a resource at file:", resource("file:///etc/passwd", "x")),
        row("a resource with hidden text", resource("https://example.com/", "\udb40\udc41")),
        row(
            "a blob that is not what it says",
            new EmbeddedResource(
                null,
                new BlobResourceContents("https://example.com/", "image/gif", PNG, null),
                null)),
        row(
            "an unknown kind",
            new Content() {
              @Override
              public Map<String, Object> meta() {
                return Map.of();
              }
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String row, Content content) {
    assertThatExceptionOfType(RefusedContentException.class).isThrownBy(() -> RULES.check(content));
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(CallToolResult.builder().addContent(content).build()));
  }

  @Test
  void takesWhatServersSay() {
    assertThatCode(
            () -> {
              RULES.check(text("Zwei Zeilen\nmit \u05e9\u05dc\u05d5\u05dd \ud83d\ude00\t."));
              RULES.check(image(PNG, "image/png"));
              RULES.check(new AudioContent(null, "AAAA", "audio/mpeg", null));
              RULES.check(resource("https://example.com/a", "text"));
              RULES.withAddresses(UriRules.schemes("notes")).check(resource("notes://1", "text"));
              RULES.check(tool("Read", "Reads.\nAll of it.", Map.of("type", "object")));
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u202eb",
        "a\u200bb",
        "a\u2066b",
        "a\nb",
        "a\ue000b",
        "a\u00adb",
        "a\u3164b",
        "a\u034fb",
        "a\ufe00b"
      })
  void refusesATitleThatNobodySeesWholeCase41(String title) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(tool(title, "x", Map.of())))
        .withMessage("A name has characters that nobody sees");
  }

  @Test
  void refusesADescriptionForModelsAlone() {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(tool("x", "Adds.\udb40\udc49\udb40\udc67", Map.of())))
        .withMessage("A description has characters that nobody sees");
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(tool("x", "y".repeat(8_193), Map.of())));
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(tool("x", "y", Map.of("$ref", "https://evil.example/"))));
  }

  static Stream<Arguments> structures() {
    Object deep = "x";
    for (int i = 0; i < 70; i++) {
      deep = List.of(deep);
    }
    return Stream.of(
        structure("a text with tags", List.of(Map.of("a", "b\udb40\udc68"))),
        structure("a name with an override", Map.of("a\u202eb", 1)),
        structure("half a character", "a\ud83d"),
        structure("many long texts", Collections.nCopies(11, "x".repeat(100_000))),
        structure("many values", Collections.nCopies(100_001, 1)),
        structure("many levels", deep),
        structure("no JSON", new Object()));
  }

  /** A client may hand it to the model in place of the texts. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("structures")
  void refusesStructuredContentCase41(String row, Object value) {
    CallToolResult answer =
        CallToolResult.builder().addTextContent("x").structuredContent(Map.of("v", value)).build();

    assertThatExceptionOfType(RefusedContentException.class).isThrownBy(() -> RULES.check(answer));
  }

  @Test
  void takesStructuredContent() {
    Map<String, Object> rows = new HashMap<>();
    rows.put("rows", List.of(Map.of("a", "b\nc", "d", 1.5), true));
    rows.put("none", null);

    assertThatCode(
            () ->
                RULES.check(
                    CallToolResult.builder().addTextContent("x").structuredContent(rows).build()))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesASchemaThatSaysMoreThanItsUserSees() {
    for (Map<String, Object> part :
        List.<Map<String, Object>>of(
            Map.of("description", "Adds.\udb40\udc49"),
            Map.of("description", "Adds.\u200b"),
            Map.of("title", "a\u202eb"),
            Map.of("enum", List.of("a\udb40\udc49")),
            Map.of("default", "a\u001bb"),
            Map.of("properties", Map.of("a\udb40\udc49", Map.of())))) {
      Map<String, Object> schema = Map.of("type", "object", "properties", Map.of("p", part));

      assertThatExceptionOfType(RefusedContentException.class)
          .isThrownBy(() -> RULES.check(tool("x", "y", schema)))
          .withMessage("A schema has characters that nobody sees");
    }
    assertThatCode(
            () ->
                RULES.check(tool("x", "y", Map.of("description", "Two\nlines, and \u2764\ufe0f."))))
        .doesNotThrowAnyException();
  }

  @Test
  void boundsAnAnswer() {
    List<Content> many = Collections.nCopies(101, text("x"));

    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.check(CallToolResult.builder().content(many).build()))
        .withMessage("An answer has too many parts");
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> RULES.withMaximumData(8).check(image(PNG, "image/png")))
        .withMessage("Data are too long");
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.withMaximumText(0));
  }

  private static Tool tool(String title, String description, Map<String, Object> schema) {
    return Tool.builder("name", schema).title(title).description(description).build();
  }

  private static Arguments structure(String row, Object value) {
    return Arguments.of(row, value);
  }

  private static Arguments row(String row, Content content) {
    return Arguments.of(row, content);
  }

  private static Content text(String text) {
    return new TextContent(null, text, null);
  }

  private static Content image(String data, String type) {
    return new ImageContent(null, data, type, null);
  }

  private static Content resource(String uri, String text) {
    return new EmbeddedResource(
        null, new TextResourceContents(uri, "text/plain", text, null), null);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
