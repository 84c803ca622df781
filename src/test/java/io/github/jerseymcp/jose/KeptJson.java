package io.github.jerseymcp.jose;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;

/** What a call keeps of its body while it runs: our tree, and the one that the SDK makes of it. */
record KeptJson(WeighedJson ours, CallToolRequest theirs) {

  static KeptJson of(byte[] body) throws MalformedJoseException {
    WeighedJson ours = StrictJson.weighed(body, JsonBounds.defaults());
    Map<String, Object> message = ours.members();
    return new KeptJson(
        ours,
        McpJsonDefaults.getMapper()
            .convertValue(message.get("params"), new TypeRef<CallToolRequest>() {}));
  }

  /** The heap in use once what nobody refers to is gone, in bytes. */
  static long heapInUse() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
