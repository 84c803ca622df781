package io.github.jerseymcp.content;

import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for what describes something: nothing in it that nobody sees, and not much of it. */
final class Descriptions {

  private static final Pattern EXPRESSION = Pattern.compile("\\{[^{}]*}");
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_DESCRIPTION = 8_192;
  private static final int MOST_ARGUMENTS = 100;

  private Descriptions() {}

  static void check(Tool tool) {
    require(!present(tool.name(), "A tool has no name").isEmpty(), "A tool has no name");
    name(tool.name());
    name(tool.title());
    description(tool.description());
    if (tool.annotations() != null) {
      name(tool.annotations().title());
    }
    if (tool.inputSchema() != null) {
      SchemaRules.defaults().check(tool.inputSchema());
    }
    if (tool.outputSchema() != null) {
      SchemaRules.defaults().check(tool.outputSchema());
    }
  }

  static void check(InitializeResult server) {
    Implementation implementation = server.serverInfo();
    if (implementation != null) {
      name(implementation.name());
      name(implementation.title());
      name(implementation.version());
    }
    description(server.instructions());
  }

  static void check(Prompt prompt) {
    require(!present(prompt.name(), "A prompt has no name").isEmpty(), "A prompt has no name");
    name(prompt.name());
    name(prompt.title());
    description(prompt.description());
    List<PromptArgument> arguments = prompt.arguments();
    if (arguments != null) {
      require(arguments.size() <= MOST_ARGUMENTS, "A prompt has too many arguments");
      for (PromptArgument argument : arguments) {
        PromptArgument present = present(argument, "An argument of a prompt is missing");
        name(present.name());
        name(present.title());
        description(present.description());
      }
    }
  }

  static void check(Resource resource) {
    name(resource.name());
    name(resource.title());
    name(resource.mimeType());
    description(resource.description());
  }

  static void check(ResourceLink link) {
    name(link.name());
    name(link.title());
    name(link.mimeType());
    description(link.description());
  }

  static void check(ResourceTemplate template) {
    name(template.name());
    name(template.title());
    name(template.mimeType());
    description(template.description());
  }

  /** The address of a template, with each expression filled in. */
  static String filledAddress(ResourceTemplate template) {
    String address = present(template.uriTemplate(), "An address is missing");
    return EXPRESSION.matcher(address).replaceAll("x");
  }

  static void name(@Nullable String name) {
    if (name != null) {
      require(name.length() <= LONGEST_NAME, "A name is too long");
      require(
          Texts.isWellFormed(name) && !Texts.hasUnseen(name),
          "A name has characters that nobody sees");
    }
  }

  /** Of several lines, as many are. */
  static void description(@Nullable String description) {
    if (description != null) {
      require(description.length() <= LONGEST_DESCRIPTION, "A description is too long");
      require(
          Texts.isWellFormed(description) && !Texts.hasUnseenInLines(description),
          "A description has characters that nobody sees");
    }
  }

  static <T> T present(@Nullable T value, String rule) {
    if (value == null) {
      throw new RefusedContentException(rule);
    }
    return value;
  }

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new RefusedContentException(rule);
    }
  }
}
