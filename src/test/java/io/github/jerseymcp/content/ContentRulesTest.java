package io.github.jerseymcp.content;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
            "a resource with a hidden type",
            new EmbeddedResource(
                null,
                new TextResourceContents(
                    "https://example.com/", "text/plain\udb40\udc41", "x", null),
                null)),
        row(
            "a link with a hidden type",
            new ResourceLink(
                "x", null, "https://example.com/", null, "a\udb40\udc41", null, null, null)),
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

  private static final String HIDDEN = "a\u200bb";
  private static final String SPELLED = "do this\udb40\udc68";

  static Stream<Arguments> sayings() {
    return Stream.of(
        said("instructions that nobody sees", rules -> rules.check(server("notes", SPELLED))),
        said("a server with a hidden name", rules -> rules.check(server(HIDDEN, "Keeps notes."))),
        said("long instructions", rules -> rules.check(server("notes", "x".repeat(8_193)))),
        said("a prompt without a name", rules -> rules.check(prompt("", "x", "a"))),
        said("a prompt with a hidden text", rules -> rules.check(prompt("p", SPELLED, "a"))),
        said("an argument with a hidden name", rules -> rules.check(prompt("p", "x", HIDDEN))),
        said("a message with a hidden text", rules -> rules.check(messages(1, "a\u001bb"))),
        said("too many messages", rules -> rules.check(messages(101, "x"))),
        said("a resource of a file", rules -> rules.check(described("file:///etc/passwd", "r"))),
        said("a hidden resource", rules -> rules.check(described("https://example.com/", HIDDEN))),
        said("a template of files", rules -> rules.check(template("file:///{name}", "t"))),
        said("an open template", rules -> rules.check(template("https://example.com/{a", "t"))),
        said("a template with a user", rules -> rules.check(template("https://{u}@a.com/", "t"))),
        said("a hidden template", rules -> rules.check(template("https://a.com/{a}", HIDDEN))),
        said("hidden contents", rules -> rules.check(contents(1, SPELLED))),
        said("too many contents", rules -> rules.check(contents(101, "x"))));
  }

  private static Arguments said(String row, Consumer<ContentRules> check) {
    return Arguments.of(row, check);
  }

  /** What a client asks for, or is told unasked, before any tool is called. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("sayings")
  void refusesSuchWordsOfAServerC41(String row, Consumer<ContentRules> check) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> check.accept(RULES))
        .withMessageNotContaining("do this");
  }

  @Test
  void takesWhatServersUsuallySay() {
    assertThatCode(
            () -> {
              RULES.check(server("notes", "Keeps notes.\n\nAsk before you delete one."));
              RULES.check(prompt("summarise", "Asks for a summary", "length"));
              RULES.check(messages(100, "Please: \ud83d\ude00"));
              RULES.check(described("https://example.com/a", "A page"));
              RULES.check(template("https://example.com/{name}{?page}", "Pages"));
              RULES.check(contents(100, "text"));
            })
        .doesNotThrowAnyException();
  }

  /** JSON may have null wherever it has an object, and a client reads what it is sent. */
  @Test
  void refusesWhatIsMissingInAListWithoutFailing() {
    List<Consumer<ContentRules>> checks =
        List.of(
            rules -> rules.check((Tool) null),
            rules -> rules.check((Prompt) null),
            rules -> rules.check((Resource) null),
            rules -> rules.check((ResourceTemplate) null),
            rules -> rules.check((Content) null),
            rules -> rules.check(new CallToolResult(oneNull(), false, null, null)),
            rules -> rules.check(new ReadResourceResult(oneNull(), null)),
            rules -> rules.check(new GetPromptResult(null, oneNull(), null)),
            rules -> rules.check(new Prompt("a", null, null, oneNull(), null, null)));
    checks.forEach(
        check ->
            assertThatExceptionOfType(RefusedContentException.class)
                .isThrownBy(() -> check.accept(RULES)));
  }

  private static <T> List<T> oneNull() {
    return Collections.singletonList(null);
  }

  private static InitializeResult server(String name, String instructions) {
    return InitializeResult.builder(
            "2025-11-25",
            ServerCapabilities.builder().build(),
            Implementation.builder(name, "1").build())
        .instructions(instructions)
        .build();
  }

  private static Prompt prompt(String name, String description, String argument) {
    return new Prompt(
        name, null, description, List.of(PromptArgument.builder(argument).build()), null, null);
  }

  private static GetPromptResult messages(int count, String text) {
    return GetPromptResult.builder(
            Collections.nCopies(
                count, PromptMessage.builder(Role.USER, TextContent.builder(text).build()).build()))
        .build();
  }

  private static Resource described(String uri, String name) {
    return Resource.builder(uri, name).build();
  }

  private static ResourceTemplate template(String uri, String name) {
    return ResourceTemplate.builder(uri, name).build();
  }

  private static ReadResourceResult contents(int count, String text) {
    return ReadResourceResult.builder(
            Collections.nCopies(
                count, new TextResourceContents("https://example.com/", "text/plain", text, null)))
        .build();
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
