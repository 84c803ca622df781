package io.github.jerseymcp.example.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The official TypeScript client: "v1", "v2", or "auto", which is v2 that finds the version. */
record TypescriptClient(String generation) implements SessionClient {

  @Override
  public Report use(String endpoint, String token) throws Exception {
    try (ChildProcess script =
        NodePackages.start(
            "/conformance/session-client.mjs", Map.of(), generation, endpoint, token)) {
      assertThat(script.endsWell(Duration.ofSeconds(60))).as(script.output()).isTrue();
      String line = script.awaitLine(each -> each.startsWith("{"), Duration.ZERO);
      return Report.of(new ObjectMapper().readTree(line));
    }
  }

  @Override
  public Set<Trait> traits() {
    EnumSet<Trait> traits = EnumSet.of(Trait.ANSWERS, Trait.ENDS, Trait.POLLS);
    if (generation.equals("auto")) {
      traits.add(Trait.PROBES);
    }
    return traits;
  }
}
