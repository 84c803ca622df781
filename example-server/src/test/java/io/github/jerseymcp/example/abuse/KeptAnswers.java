package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;

/** One caller with two sessions, whose finished streams of 4 MB are kept for it to come back. */
final class KeptAnswers implements Attack {

  @Override
  public String name() {
    return "L-10: finished streams of 4 MB; the victim resumes";
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    String token = target.token("keeper", SessionEndpoint.PATH).sign();
    Session[] sessions = {target.begin(token), target.begin(token)};
    Numbers ids = new Numbers();
    crowd.each(
        4,
        member ->
            crowd.ask(
                target
                    .post(token, sessions[member % 2])
                    .field("Accept", "text/event-stream, application/json;q=0")
                    .body(Target.call(ids.next(), "large", "{\"bytes\":4000000}"))));
  }

  @Override
  public Work victim(Target target) throws Exception {
    return new ResumedCall(target);
  }
}
