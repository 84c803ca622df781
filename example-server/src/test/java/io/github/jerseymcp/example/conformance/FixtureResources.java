package io.github.jerseymcp.example.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;

/** The resources of the suite. */
final class FixtureResources {

  private static final String TEMPLATE_BEGIN = "test://template/";
  private static final String TEMPLATE_END = "/data";

  private FixtureResources() {}

  static List<SyncResourceSpecification> all() {
    return List.of(
        resource(
            "test://static-text",
            "text/plain",
            text(
                "test://static-text",
                "text/plain",
                "This is the content of the static text resource.")),
        resource(
            "test://static-binary",
            "image/png",
            BlobResourceContents.builder("test://static-binary", Fixtures.PNG)
                .mimeType("image/png")
                .build()),
        resource(
            "test://watched-resource",
            "text/plain",
            text("test://watched-resource", "text/plain", "Watched resource content.")));
  }

  static SyncResourceTemplateSpecification template() {
    return new SyncResourceTemplateSpecification(
        ResourceTemplate.builder(TEMPLATE_BEGIN + "{id}" + TEMPLATE_END, "template")
            .description("Data by id")
            .mimeType("application/json")
            .build(),
        (exchange, request) -> result(templated(request.uri())));
  }

  private static ResourceContents templated(String uri) {
    String id = uri.substring(TEMPLATE_BEGIN.length(), uri.length() - TEMPLATE_END.length());
    return text(
        uri,
        "application/json",
        "{\"id\":\"%s\",\"templateTest\":true,\"data\":\"Data for ID: %s\"}".formatted(id, id));
  }

  private static SyncResourceSpecification resource(
      String uri, String type, ResourceContents contents) {
    return new SyncResourceSpecification(
        Resource.builder(uri, uri.substring("test://".length()))
            .description("Tests " + uri)
            .mimeType(type)
            .build(),
        (exchange, request) -> result(contents));
  }

  private static ReadResourceResult result(ResourceContents contents) {
    return ReadResourceResult.builder(List.of(contents)).build();
  }

  private static TextResourceContents text(String uri, String type, String text) {
    return TextResourceContents.builder(uri, text).mimeType(type).build();
  }
}
