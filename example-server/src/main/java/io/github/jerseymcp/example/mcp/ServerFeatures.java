package io.github.jerseymcp.example.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;

/**
 * What one MCP server is and offers.
 *
 * @param name what it calls itself
 * @param instructions what it is for, told to models
 */
record ServerFeatures(
    String name,
    String instructions,
    List<Offer<Tool, CallToolRequest, CallToolResult>> tools,
    List<Offer<ResourceTemplate, ReadResourceRequest, ReadResourceResult>> templates,
    List<Offer<Prompt, GetPromptRequest, GetPromptResult>> prompts) {

  static final String VERSION = "1.0";

  ServerFeatures {
    tools = List.copyOf(tools);
    templates = List.copyOf(templates);
    prompts = List.copyOf(prompts);
  }

  /** A server may claim only what it offers. */
  ServerCapabilities capabilities() {
    ServerCapabilities.Builder capabilities = ServerCapabilities.builder();
    if (!tools.isEmpty()) {
      capabilities.tools(false);
    }
    if (!templates.isEmpty()) {
      // A note can be watched; which there are is in no list.
      capabilities.resources(true, false);
    }
    if (!prompts.isEmpty()) {
      capabilities.prompts(false);
    }
    return capabilities.build();
  }
}
