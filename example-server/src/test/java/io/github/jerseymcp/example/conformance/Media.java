package io.github.jerseymcp.example.conformance;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;

/** The smallest contents of each kind. */
final class Media {

  private Media() {}

  static ImageContent image() {
    return ImageContent.builder(Fixtures.PNG, "image/png").build();
  }

  static AudioContent audio() {
    return AudioContent.builder(Fixtures.WAV, "audio/wav").build();
  }

  static EmbeddedResource embedded(String uri, String type, String text) {
    return EmbeddedResource.builder(TextResourceContents.builder(uri, text).mimeType(type).build())
        .build();
  }
}
