package io.github.jerseymcp.foreign;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalBody;
import java.util.Locale;

/** Refusals with the members of RFC 9457. All texts of a reason are constants without quotes. */
final class ProblemBody implements RefusalBody {

  @Override
  public String json(Refusal refusal) {
    Reason reason = refusal.reason();
    String name = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String detail = reason.description().map(text -> ", \"detail\": \"" + text + "\"").orElse("");
    return "{\"type\": \"https://api.example.com/problems/"
        + name
        + "\", \"title\": \""
        + name.replace('-', ' ')
        + "\", \"status\": "
        + reason.status()
        + detail
        + "}";
  }
}
