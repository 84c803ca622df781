package io.github.jerseymcp.refusal;

/** The body that is sent unless the application writes its own. All texts in it are constants. */
final class StandardRefusalBody implements RefusalBody {

  @Override
  public String json(Refusal refusal) {
    Reason reason = refusal.reason();
    String description = reason.description().orElse("");
    if (reason.error().isPresent()) {
      String error = "{\"error\":\"" + reason.error().get() + "\"";
      return description.isEmpty()
          ? error + "}"
          : error + ",\"error_description\":\"" + description + "\"}";
    }
    return isBeforeAuthentication(reason)
        ? "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
            + reason.status()
            + ",\"message\":\""
            + description
            + "\"}}"
        : "{\"error_description\":\"" + description + "\"}";
  }

  private static boolean isBeforeAuthentication(Reason reason) {
    return reason.compareTo(Reason.NO_CREDENTIALS) < 0;
  }
}
