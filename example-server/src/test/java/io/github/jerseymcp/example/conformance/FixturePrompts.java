package io.github.jerseymcp.example.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The prompts of the suite, and the completion of their arguments. */
final class FixturePrompts {

  private static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

  private FixturePrompts() {}

  static List<SyncPromptSpecification> all() {
    return List.of(
        prompt(
            "test_simple_prompt",
            List.of(),
            arguments -> List.of(text("This is a simple prompt for testing."))),
        prompt(
            WITH_ARGUMENTS,
            List.of("arg1", "arg2"),
            arguments ->
                List.of(
                    text(
                        "Prompt with arguments: arg1='%s', arg2='%s'"
                            .formatted(arguments.get("arg1"), arguments.get("arg2"))))),
        prompt(
            "test_prompt_with_embedded_resource",
            List.of("resourceUri"),
            arguments ->
                List.of(
                    Media.embedded(
                        String.valueOf(arguments.get("resourceUri")),
                        "text/plain",
                        "Embedded resource content for testing."),
                    text("Please process the embedded resource above."))),
        prompt(
            "test_prompt_with_image",
            List.of(),
            arguments -> List.of(Media.image(), text("Please analyze the image above."))));
  }

  static SyncCompletionSpecification completion() {
    return new SyncCompletionSpecification(
        new PromptReference(WITH_ARGUMENTS),
        (exchange, request) ->
            new CompleteResult(
                new CompleteResult.CompleteCompletion(
                    Stream.of("paris", "park", "party", "testing")
                        .filter(word -> word.startsWith(request.argument().value()))
                        .toList())));
  }

  private static SyncPromptSpecification prompt(
      String name, List<String> needed, Function<Map<String, Object>, List<Content>> contents) {
    List<PromptArgument> arguments =
        needed.stream()
            .map(each -> PromptArgument.builder(each).description("Any").required(true).build())
            .toList();
    return new SyncPromptSpecification(
        Prompt.builder(name).description("Tests " + name).arguments(arguments).build(),
        (exchange, request) -> {
          Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
          return GetPromptResult.builder(messages(contents.apply(given))).build();
        });
  }

  private static List<PromptMessage> messages(List<Content> contents) {
    return contents.stream()
        .map(content -> PromptMessage.builder(Role.USER, content).build())
        .toList();
  }

  private static TextContent text(String text) {
    return TextContent.builder(text).build();
  }
}
