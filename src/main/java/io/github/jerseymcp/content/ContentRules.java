package io.github.jerseymcp.content;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a server's answers and tools is handed to a model (MCP 2025-11-25, Tools, security
 * considerations). Immutable, thread-safe; each {@code with} method gives a copy.
 *
 * <p>A text is whole Unicode without control characters, tags and overrides of direction, since a
 * model reads what a user does not see. Names, titles and descriptions have nothing at all that
 * nobody sees. Data are canonical base64 (RFC 4648 section 4) of a type that is listed, and begin
 * as that type does. Addresses and schemas follow their own rules. What this cannot tell is whether
 * a text is true, or wants something of the model.
 */
public final class ContentRules {

  private static final Set<String> TYPES =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "audio/wav",
          "audio/ogg",
          "audio/flac",
          "audio/mpeg");

  private final int maximumText;
  private final int maximumData;
  private final int maximumParts;
  private final Set<String> types;
  private final UriRules addresses;

  private ContentRules(
      int maximumText, int maximumData, int maximumParts, Set<String> types, UriRules addresses) {
    this.maximumText = maximumText;
    this.maximumData = maximumData;
    this.maximumParts = maximumParts;
    this.types = types;
    this.addresses = addresses;
  }

  /**
   * Texts of 1,000,000 characters, data of 10,000,000 bytes, 100 parts in an answer, the usual
   * types of images and audio, addresses by https.
   */
  public static ContentRules defaults() {
    return new ContentRules(1_000_000, 10_000_000, 100, TYPES, UriRules.schemes("https"));
  }

  /** The longest text, in characters of UTF-16. */
  public ContentRules withMaximumText(int characters) {
    return new ContentRules(positive(characters), maximumData, maximumParts, types, addresses);
  }

  /** The most data in one part, in bytes when decoded. */
  public ContentRules withMaximumData(int bytes) {
    return new ContentRules(maximumText, positive(bytes), maximumParts, types, addresses);
  }

  /** The most parts in one answer. */
  public ContentRules withMaximumParts(int parts) {
    return new ContentRules(maximumText, maximumData, positive(parts), types, addresses);
  }

  /** The types of data that are taken, in lower case and without parameters. */
  public ContentRules withTypes(String... mediaTypes) {
    return new ContentRules(maximumText, maximumData, maximumParts, Set.of(mediaTypes), addresses);
  }

  /** The addresses that links and resources may have. */
  public ContentRules withAddresses(UriRules rules) {
    return new ContentRules(maximumText, maximumData, maximumParts, types, rules);
  }

  /**
   * Checks all parts of a tool's answer, and each text of its structured content, which all
   * together are as long as one text may be.
   *
   * @throws RefusedContentException if one breaks a rule
   */
  public void check(CallToolResult result) {
    List<Content> parts = result.content();
    if (parts != null) {
      Descriptions.require(parts.size() <= maximumParts, "An answer has too many parts");
      parts.forEach(this::check);
    }
    if (result.structuredContent() != null) {
      new StructuredTexts(maximumText).check(result.structuredContent());
    }
  }

  /**
   * Checks one part.
   *
   * @throws RefusedContentException if it breaks a rule, or is of a kind that has none
   */
  public void check(Content content) {
    if (content instanceof TextContent text) {
      text(text.text());
    } else if (content instanceof ImageContent image) {
      data(image.data(), image.mimeType(), "image/");
    } else if (content instanceof AudioContent audio) {
      data(audio.data(), audio.mimeType(), "audio/");
    } else if (content instanceof EmbeddedResource embedded) {
      check(embedded.resource());
    } else if (content instanceof ResourceLink link) {
      address(link.uri());
      Descriptions.check(link);
    } else {
      throw new RefusedContentException("A part of an answer is of an unknown kind");
    }
  }

  /**
   * Checks what a resource holds.
   *
   * @throws RefusedContentException if it breaks a rule, or is of a kind that has none
   */
  public void check(@Nullable ResourceContents contents) {
    if (contents instanceof TextResourceContents text) {
      address(text.uri());
      Descriptions.name(text.mimeType());
      text(text.text());
    } else if (contents instanceof BlobResourceContents blob) {
      address(blob.uri());
      data(blob.blob(), blob.mimeType(), "");
    } else {
      throw new RefusedContentException("A resource is of an unknown kind");
    }
  }

  /**
   * Checks how a tool is described.
   *
   * @throws RefusedContentException if that breaks a rule
   */
  public void check(@Nullable Tool tool) {
    Descriptions.check(Descriptions.present(tool, "A tool is missing"));
  }

  /**
   * Checks what a server says of itself when a session begins: its name, and its instructions,
   * which many clients hand to the model as they are.
   *
   * @throws RefusedContentException if that breaks a rule
   */
  public void check(InitializeResult server) {
    Descriptions.check(server);
  }

  /** Checks how a prompt is described, as {@link #check(Tool)} does. */
  public void check(@Nullable Prompt prompt) {
    Descriptions.check(Descriptions.present(prompt, "A prompt is missing"));
  }

  /** Checks how a resource is described, as {@link #check(Tool)} does. */
  public void check(@Nullable Resource resource) {
    Resource present = Descriptions.present(resource, "A resource is missing");
    address(present.uri());
    Descriptions.check(present);
  }

  /**
   * Checks how a template of resources is described; its address with each expression filled in.
   *
   * @throws RefusedContentException if that breaks a rule
   */
  public void check(@Nullable ResourceTemplate template) {
    ResourceTemplate present = Descriptions.present(template, "A template is missing");
    address(Descriptions.filledAddress(present));
    Descriptions.check(present);
  }

  /**
   * Checks all messages of a prompt.
   *
   * @throws RefusedContentException if one breaks a rule
   */
  public void check(GetPromptResult prompt) {
    Descriptions.description(prompt.description());
    List<PromptMessage> messages = prompt.messages();
    if (messages != null) {
      Descriptions.require(messages.size() <= maximumParts, "An answer has too many parts");
      messages.forEach(
          message -> check(Descriptions.present(message, "A message is missing").content()));
    }
  }

  /**
   * Checks all that was read of a resource.
   *
   * @throws RefusedContentException if one part breaks a rule
   */
  public void check(ReadResourceResult resource) {
    List<ResourceContents> parts = resource.contents();
    if (parts != null) {
      Descriptions.require(parts.size() <= maximumParts, "An answer has too many parts");
      parts.forEach(this::check);
    }
  }

  private void text(@Nullable String text) {
    String present = Descriptions.present(text, "A text is missing");
    Descriptions.require(present.length() <= maximumText, "A text is too long");
    Descriptions.require(Texts.isWellFormed(present), "A text is no whole Unicode");
    Descriptions.require(!Texts.hasHidden(present), "A text has characters that nobody sees");
  }

  private void data(@Nullable String base64, @Nullable String type, String family) {
    String encoded = Descriptions.present(base64, "Data are missing");
    String known = Descriptions.present(type, "Data have no type");
    Descriptions.require(types.contains(known), "Data are of a type that is not taken");
    Descriptions.require(known.startsWith(family), "Data are of another type than their kind");
    EncodedData.check(encoded, known, maximumData);
  }

  private void address(@Nullable String address) {
    addresses.check(Descriptions.present(address, "An address is missing"));
  }

  private static int positive(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("A bound must be at least 1");
    }
    return bound;
  }
}
