package io.github.jerseymcp.example.call;

import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.modelcontextprotocol.modern.client.transport.McpHttpStatusException;
import java.util.List;
import java.util.Set;

/** Says what a status of HTTP means to who has called a server. */
final class RefusedStatus {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_MANY = 429;

  private RefusedStatus() {}

  /** What is wrong, and what helps. */
  static String sentence(McpHttpStatusException answer, boolean ownToken, SafeText texts) {
    int status = answer.statusCode();
    String said = "The server refused with HTTP " + status;
    if (status / 100 == 3) {
      return said + ": it points elsewhere, which is not followed. Name the address it points to";
    }
    if (status == UNAUTHORIZED) {
      return said + (ownToken ? ownTokenRefused() : ": it says not how to sign in");
    }
    if (status == FORBIDDEN) {
      return said + forbidden(answer, texts) + body(answer, texts);
    }
    if (status == NOT_FOUND || status == METHOD_NOT_ALLOWED) {
      return said + ": there is no MCP endpoint at that path, which is often /mcp";
    }
    if (status == TOO_MANY || status / 100 == 5) {
      return said + ": try again later" + body(answer, texts);
    }
    return said + body(answer, texts);
  }

  private static String ownTokenRefused() {
    return ": the token in "
        + CallArguments.VARIABLE
        + " has expired, is for another server, or is none. Without the variable you sign in";
  }

  private static String forbidden(McpHttpStatusException answer, SafeText texts) {
    List<Challenge> challenges = Challenge.read(answer.headers().allValues("WWW-Authenticate"));
    Set<String> scopes = Challenge.scopes(challenges);
    return Challenge.hasError(challenges, "insufficient_scope") && !scopes.isEmpty()
        ? ": the token needs the scopes " + texts.of(String.join(" ", scopes))
        : "";
  }

  private static String body(McpHttpStatusException answer, SafeText texts) {
    String body = answer.body();
    return body == null || body.isBlank() ? "" : ". It says: " + texts.of(body.strip());
  }
}
