package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import io.github.jerseymcp.example.doctor.wire.Target;
import io.github.jerseymcp.example.doctor.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sessions that the doctor began, so that it ends each of them. */
final class Sessions {

  private final Target target;
  private final Wire wire;
  private final SafeText safe;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, List<String>> alive = new LinkedHashMap<>();

  Sessions(Target target, Wire wire, SafeText safe) {
    this.target = target;
    this.wire = wire;
    this.safe = safe;
  }

  /** Takes down the session that an answer began, if it began one. */
  void begun(Answer answer, List<String> credentials) {
    List<String> given = answer.values(Fields.SESSION);
    if (answer.isSuccess() && !given.isEmpty()) {
      String id = given.get(0);
      safe.hide(id);
      ids.add(id);
      if (alive.put(id, credentials) == null) {
        wire.keepOne();
      }
    }
  }

  /** All ids that were given out, in their order. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** Ends a session. */
  Answer end(String id) throws CannotTellException {
    List<String> credentials = alive.getOrDefault(id, List.of());
    alive.remove(id);
    return wire.sendKept(
        Request.bare("DELETE", target.url()).with(credentials).with(Fields.SESSION, id));
  }

  /** Ends all that are left, whatever the endpoint says to that. */
  void endAll() {
    for (String id : List.copyOf(alive.keySet())) {
      try {
        var unused = end(id);
      } catch (CannotTellException e) {
        // The endpoint ends it by itself, some day.
        alive.remove(id);
      }
    }
  }
}
