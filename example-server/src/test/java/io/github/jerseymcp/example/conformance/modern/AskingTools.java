package io.github.jerseymcp.example.conformance.modern;

import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolRequest;
import io.modelcontextprotocol.modern.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.modern.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.Role;
import io.modelcontextprotocol.modern.McpSchema.SamplingMessage;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The tools of the suite that need something of the user, or of the client, before they answer. */
@SuppressWarnings("deprecation") // The suite still asks for sampling and roots.
final class AskingTools {

  private static final String PREFIX = "test_input_required_result_";

  private AskingTools() {}

  static List<McpSyncTool> all() {
    return List.of(
        tool(PREFIX + "elicitation", (context, request) -> askName(request)),
        tool(
            PREFIX + "sampling",
            (context, request) ->
                has(request, "capital_question")
                    ? ModernTools.answer("The model has answered")
                    : InputRequiredResult.builder()
                        .createMessage(
                            "capital_question", sampling("What is the capital of France?"))
                        .build()),
        tool(
            PREFIX + "list_roots",
            (context, request) ->
                has(request, "client_roots")
                    ? ModernTools.answer("Roots: " + request.inputResponses().get("client_roots"))
                    : InputRequiredResult.builder().listRoots("client_roots").build()),
        tool(PREFIX + "request_state", (context, request) -> confirm(request, "state-ok")),
        tool(PREFIX + "tampered_state", (context, request) -> confirm(request, "untouched")),
        tool(PREFIX + "multiple_inputs", (context, request) -> askThree(request)),
        tool(PREFIX + "multi_round", (context, request) -> askTwice(request)),
        tool(PREFIX + "capabilities", AskingTools::askWhatIsSupported),
        tool(
            "test_streaming_elicitation",
            (context, request) ->
                InputRequiredResult.builder()
                    .elicit("user_name", form("What is your name?", "name", "string"))
                    .build()));
  }

  private static CallToolOutcome askName(CallToolRequest request) {
    if (has(request, "user_name")
        && request.inputResponses().get("user_name") instanceof Map<?, ?> given
        && given.get("content") instanceof Map<?, ?> content) {
      return ModernTools.answer("Hello, " + content.get("name") + "!");
    }
    return InputRequiredResult.builder()
        .elicit("user_name", form("What is your name?", "name", "string"))
        .build();
  }

  private static CallToolOutcome confirm(CallToolRequest request, String said) {
    if (!has(request, "confirm")) {
      return InputRequiredResult.builder()
          .elicit("confirm", form("Please confirm", "ok", "boolean"))
          .requestState("asked")
          .build();
    }
    return "asked".equals(request.requestState())
        ? ModernTools.answer(said)
        : refuse("There was no question before");
  }

  private static CallToolOutcome askThree(CallToolRequest request) {
    boolean all =
        has(request, "user_name") && has(request, "greeting") && has(request, "client_roots");
    return all
        ? ModernTools.answer("All three were answered")
        : InputRequiredResult.builder()
            .elicit("user_name", form("What is your name?", "name", "string"))
            .createMessage("greeting", sampling("Generate a greeting"))
            .listRoots("client_roots")
            .requestState("three")
            .build();
  }

  private static CallToolOutcome askTwice(CallToolRequest request) {
    if ("second".equals(request.requestState()) && has(request, "step2")) {
      return ModernTools.answer("Both steps were answered");
    }
    if ("first".equals(request.requestState()) && has(request, "step1")) {
      return InputRequiredResult.builder()
          .elicit("step2", form("Step 2: What is your favorite color?", "color", "string"))
          .requestState("second")
          .build();
    }
    return InputRequiredResult.builder()
        .elicit("step1", form("Step 1: What is your name?", "name", "string"))
        .requestState("first")
        .build();
  }

  private static CallToolOutcome askWhatIsSupported(
      McpRequestContext context, CallToolRequest request) {
    InputRequiredResult.Builder questions = InputRequiredResult.builder();
    if (context.clientCapabilities().supportsSampling()) {
      questions.createMessage("sampled", sampling("Say anything"));
    }
    if (context.clientCapabilities().supportsElicitationForm()) {
      questions.elicit("elicited", form("What is your name?", "name", "string"));
    }
    return questions.requestState("supported").build();
  }

  static ElicitFormRequest form(String message, String field, String type) {
    return ElicitFormRequest.builder(
            message,
            Map.of(
                "type",
                "object",
                "properties",
                Map.of(field, Map.of("type", type)),
                "required",
                List.of(field)))
        .build();
  }

  private static CreateMessageRequest sampling(String prompt) {
    return CreateMessageRequest.builder(
            List.of(SamplingMessage.builder(Role.USER, ModernTools.text(prompt)).build()), 100)
        .build();
  }

  private static boolean has(CallToolRequest request, String key) {
    return request.inputResponses() != null && request.inputResponses().containsKey(key);
  }

  private static CallToolOutcome refuse(String why) {
    throw McpException.invalidParams(why);
  }

  private static McpSyncTool tool(
      String name, BiFunction<McpRequestContext, CallToolRequest, CallToolOutcome> handler) {
    return McpSyncTool.of(
        ModernTools.named(name, ModernTools.NOTHING),
        (context, request) -> McpSyncResponse.result(handler.apply(context, request)));
  }
}
