package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import io.github.jerseymcp.refusal.Challenge;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What every {@link RefusalBody} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class RefusalBodyContract {

  private static final int THREADS = 32;

  /** The body under test; the same one at each call. */
  protected abstract RefusalBody body();

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("every refusal has a body, which is a JSON object", this::isJson);
    rules.put("32 threads get whole bodies", this::isJsonOnThreads);
    return rules;
  }

  /** Every refusal has a body, which is a JSON object that UTF-8 can carry. */
  public final void isJson() {
    refusals().forEach(this::requireJson);
  }

  /** Many threads get whole bodies. */
  public final void isJsonOnThreads() {
    List<Refusal> refusals = refusals();
    Rule.atOnce(
        THREADS,
        number -> {
          for (int i = 0; i < refusals.size(); i++) {
            requireJson(refusals.get((i + number) % refusals.size()));
          }
          return true;
        });
  }

  private void requireJson(Refusal refusal) {
    String reason = "A refusal with the reason " + refusal.reason();
    String json = Rule.answer(number -> body().json(refusal), reason);
    require(json != null, reason + " must have a body, and not null");
    require(UTF_8.newEncoder().canEncode(json), reason + " has a body that is no Unicode text");
    try {
      StrictJson.object(json.getBytes(UTF_8));
    } catch (MalformedJoseException e) {
      throw new AssertionError(reason + " has a body that is no JSON object: " + json, e);
    }
  }

  /** Each reason in each shape: alone, with challenges, with a time, with both. */
  private static List<Refusal> refusals() {
    Challenge bearer =
        new Challenge("Bearer", Map.of("realm", "a 'realm' of <mcp> & {more}", "scope", "a b:c"));
    List<Challenge> challenges = List.of(bearer, new Challenge("DPoP", Map.of("algs", "ES256")));
    List<Refusal> refusals = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      refusals.add(Refusal.withoutChallenge(reason));
      refusals.add(Refusal.challenging(reason, challenges));
      refusals.add(Refusal.retryAfter(reason, 1));
      refusals.add(new Refusal(reason, challenges, OptionalLong.of(Long.MAX_VALUE)));
    }
    return refusals;
  }
}
