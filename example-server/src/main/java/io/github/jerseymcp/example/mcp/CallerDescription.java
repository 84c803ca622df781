package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the example tells callers about themselves. */
public final class CallerDescription {

  private CallerDescription() {}

  /** The members of the JSON object. */
  public static Map<String, Object> of(McpPrincipal caller) {
    Sender sender = caller.sender();
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("subject", caller.subject());
    description.put("issuer", caller.issuer());
    caller.clientId().ifPresent(client -> description.put("client_id", client));
    description.put("scopes", List.copyOf(caller.scopes()));
    description.put("binding", sender.binding().name().toLowerCase(Locale.ROOT));
    sender.jkt().ifPresent(thumbprint -> description.put("jkt", thumbprint));
    sender.x5tS256().ifPresent(thumbprint -> description.put("x5t_s256", thumbprint));
    return description;
  }
}
