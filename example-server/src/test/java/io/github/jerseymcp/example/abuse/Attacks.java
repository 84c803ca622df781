package io.github.jerseymcp.example.abuse;

import java.time.Duration;
import java.util.List;

/** The table of attacks. */
final class Attacks {

  private Attacks() {}

  static List<Attack> all() {
    return List.of(
        new WideArguments(),
        new StrangeJson(),
        UnreadStreams.ofSmallEvents(),
        new SlowBodies(),
        UnreadStreams.ofLargeEvents(),
        new UnreadAnswers(),
        new FutureProofs(),
        new UnknownKeys(Duration.ofSeconds(4)),
        new UnknownKeys(Duration.ZERO),
        new CompressedBodies(),
        new KeptAnswers(),
        new WrongArguments(),
        new ReconnectStorm(),
        new ManySessions(),
        new SlowHeaders(),
        ParallelCalls.ofLargeAnswers(),
        ParallelCalls.ofLongDuration(),
        new StreamChurn(),
        new HugeHeaders(),
        new ForgedTokens(),
        new ModernCalls(),
        new ForgedStates(),
        new HalfQuestions(),
        UnreadModernStreams.ofListeners(),
        UnreadModernStreams.ofCalls(),
        new ListenerChurn());
  }
}
