package io.github.jerseymcp.example.conformance.modern;

import io.github.jerseymcp.example.conformance.Fixtures;
import io.modelcontextprotocol.modern.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.modern.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.modern.McpSchema.Resource;
import io.modelcontextprotocol.modern.McpSchema.ResourceContents;
import io.modelcontextprotocol.modern.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.modern.McpSchema.TextResourceContents;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.ResourceTemplatesPage;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of the suite. */
final class ModernResources implements McpSyncResourceRepository {

  private static final String TEMPLATE_BEGIN = "test://template/";
  private static final String TEMPLATE_END = "/data";

  private final Map<String, ResourceContents> contents = new LinkedHashMap<>();

  ModernResources() {
    add(text("test://static-text", "This is the content of the static text resource."));
    add(
        BlobResourceContents.builder("test://static-binary", Fixtures.PNG)
            .mimeType("image/png")
            .build());
    add(text("test://watched-resource", "Watched resource content."));
  }

  @Override
  public ResourcesPage list(McpRequestContext context, @Nullable String cursor) {
    return ResourcesPage.of(
        contents.keySet().stream()
            .map(
                uri ->
                    Resource.builder(uri, uri.substring("test://".length()))
                        .description("Tests " + uri)
                        .mimeType(contents.get(uri).mimeType())
                        .build())
            .toList());
  }

  @Override
  public ResourceTemplatesPage listTemplates(McpRequestContext context, @Nullable String cursor) {
    return ResourceTemplatesPage.of(
        List.of(
            ResourceTemplate.builder(TEMPLATE_BEGIN + "{id}" + TEMPLATE_END, "template")
                .description("Data by id")
                .mimeType("application/json")
                .build()));
  }

  @Override
  public @Nullable McpSyncResource find(McpRequestContext context, String uri) {
    if (uri.startsWith(TEMPLATE_BEGIN) && uri.endsWith(TEMPLATE_END)) {
      return resource(templated(uri));
    }
    ResourceContents known = contents.get(uri);
    return known == null ? null : resource(known);
  }

  @Override
  public boolean supportsSubscribe() {
    return true;
  }

  private static ResourceContents templated(String uri) {
    String id = uri.substring(TEMPLATE_BEGIN.length(), uri.length() - TEMPLATE_END.length());
    String json =
        "{\"id\":\"%s\",\"templateTest\":true,\"data\":\"Data for ID: %s\"}".formatted(id, id);
    return TextResourceContents.builder(uri, json).mimeType("application/json").build();
  }

  private static McpSyncResource resource(ResourceContents contents) {
    ReadResourceResult result = ReadResourceResult.builder(List.of(contents)).build();
    return McpSyncResource.of((context, request) -> McpSyncResponse.result(result));
  }

  private static TextResourceContents text(String uri, String text) {
    return TextResourceContents.builder(uri, text).mimeType("text/plain").build();
  }

  private void add(ResourceContents some) {
    contents.put(some.uri(), some);
  }
}
