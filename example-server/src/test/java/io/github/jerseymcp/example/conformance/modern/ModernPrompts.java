package io.github.jerseymcp.example.conformance.modern;

import io.modelcontextprotocol.modern.McpSchema.CompleteResult;
import io.modelcontextprotocol.modern.McpSchema.Content;
import io.modelcontextprotocol.modern.McpSchema.GetPromptOutcome;
import io.modelcontextprotocol.modern.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.modern.McpSchema.GetPromptResult;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.Prompt;
import io.modelcontextprotocol.modern.McpSchema.PromptArgument;
import io.modelcontextprotocol.modern.McpSchema.PromptMessage;
import io.modelcontextprotocol.modern.McpSchema.Role;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The prompts of the suite, and the completion of their arguments. */
final class ModernPrompts implements McpSyncPromptRepository {

  private final Map<String, McpSyncPrompt> byName = new LinkedHashMap<>();

  ModernPrompts() {
    add(
        prompt(
            "test_simple_prompt",
            List.of(),
            request -> said(ModernTools.text("This is a simple prompt for testing."))));
    add(
        prompt(
                "test_prompt_with_arguments",
                List.of("arg1", "arg2"),
                request ->
                    said(
                        ModernTools.text(
                            "Prompt with arguments: arg1='%s', arg2='%s'"
                                .formatted(
                                    request.arguments().get("arg1"),
                                    request.arguments().get("arg2")))))
            .withCompletionHandler((context, request) -> completed(request.argument().value())));
    add(
        prompt(
            "test_prompt_with_embedded_resource",
            List.of("resourceUri"),
            request ->
                said(
                    ModernTools.embedded(
                        request.arguments().get("resourceUri"),
                        "text/plain",
                        "Embedded resource content for testing."),
                    ModernTools.text("Please process the embedded resource above."))));
    add(
        prompt(
            "test_prompt_with_image",
            List.of(),
            request ->
                said(ModernTools.image(), ModernTools.text("Please analyze the image above."))));
    add(prompt("test_input_required_result_prompt", List.of(), ModernPrompts::askContext));
  }

  @Override
  public PromptsPage list(McpRequestContext context, @Nullable String cursor) {
    return PromptsPage.of(byName.values().stream().map(McpSyncPrompt::definition).toList());
  }

  @Override
  public @Nullable McpSyncPrompt find(McpRequestContext context, String name) {
    return byName.get(name);
  }

  @Override
  public boolean supportsCompletion() {
    return true;
  }

  private static GetPromptOutcome askContext(GetPromptRequest request) {
    Map<String, Object> given = request.inputResponses();
    return given != null && given.containsKey("user_context")
        ? said(ModernTools.text("The context was given"))
        : InputRequiredResult.builder()
            .elicit(
                "user_context",
                AskingTools.form("What context should the prompt use?", "context", "string"))
            .build();
  }

  private static CompleteResult completed(String begin) {
    List<String> words =
        Stream.of("paris", "park", "party", "testing").filter(w -> w.startsWith(begin)).toList();
    return CompleteResult.of(new CompleteResult.Completion(words, words.size(), false));
  }

  private static GetPromptOutcome said(Content... contents) {
    return GetPromptResult.builder(
            Stream.of(contents)
                .map(content -> PromptMessage.builder(Role.USER, content).build())
                .toList())
        .build();
  }

  private static McpSyncPrompt prompt(
      String name, List<String> needed, Function<GetPromptRequest, GetPromptOutcome> handler) {
    List<PromptArgument> arguments =
        needed.stream()
            .map(each -> PromptArgument.builder(each).description("Any").required(true).build())
            .toList();
    Prompt definition =
        Prompt.builder(name).description("Tests " + name).arguments(arguments).build();
    return McpSyncPrompt.of(
        definition, (context, request) -> McpSyncResponse.result(handler.apply(request)));
  }

  private void add(McpSyncPrompt prompt) {
    byName.put(prompt.definition().name(), prompt);
  }
}
