package io.github.jerseymcp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.CallBegan;
import io.github.jerseymcp.event.CallEnded.Outcome;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.ObservedCall;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An observation of each call, which is open while its handler runs. */
class MicrometerObservationsTest {

  private final TestObservationRegistry registry = TestObservationRegistry.create();
  private final MicrometerObservations events = new MicrometerObservations(registry);

  @Test
  void aCallIsAnObservationWithTheKeysOfTheConventions() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));

    TestObservationRegistryAssert.assertThat(registry)
        .hasSingleObservationThat()
        .hasNameEqualTo("mcp.server.operation")
        .hasContextualNameEqualTo("tools/call add_note")
        .hasLowCardinalityKeyValue("mcp.method.name", "tools/call")
        .hasLowCardinalityKeyValue("gen_ai.tool.name", "add_note")
        .hasLowCardinalityKeyValue("gen_ai.prompt.name", "none")
        .hasLowCardinalityKeyValue("error.type", "none")
        .hasOnlyKeys(McpConvention.OF_CALL.toArray(String[]::new))
        .doesNotHaveError()
        .hasBeenStarted()
        .hasBeenStopped();
  }

  @Test
  void aCallThatFailsHasAnErrorThatSaysNoMoreThanItsType() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    events.on(ObservedCalls.failed(call, Outcome.TIMED_OUT));

    TestObservationRegistryAssert.assertThat(registry)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("error.type", "timed_out")
        .thenError()
        .hasMessage("timed_out")
        .hasNoCause();
  }

  @Test
  void itIsCurrentWhileTheHandlerRunsAndNoLonger() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    assertThat(registry.getCurrentObservation()).isNull();
    try (CallScope scope = events.around(call)) {
      assertThat(scope).isNotNull();
      assertThat(current().getContext().getName()).isEqualTo("mcp.server.operation");
    }
    assertThat(registry.getCurrentObservation()).isNull();
    events.on(ObservedCalls.answered(call));

    assertThat(events.around(call)).as("once it has ended").isSameAs(CallScope.NONE);
  }

  @Test
  void theMessageNamesTheParentRatherThanTheRequest() {
    assertThat(
            carrier(
                ObservedCalls.tool(
                    1, Optional.of(ObservedCalls.MESSAGE), Optional.of(ObservedCalls.REQUEST))))
        .isEqualTo(Map.of("traceparent", ObservedCalls.MESSAGE));
    assertThat(carrier(ObservedCalls.tool(2, Optional.empty(), Optional.of(ObservedCalls.REQUEST))))
        .isEqualTo(Map.of("traceparent", ObservedCalls.REQUEST));
    assertThat(carrier(ObservedCalls.tool(3))).isEqualTo(Map.of());
  }

  @Test
  void theObservationThatIsCurrentStandsForTheRequest() {
    Observation http = Observation.start("http", registry);
    try (Observation.Scope scope = http.openScope()) {
      assertThat(scope).isNotNull();
      assertThat(
              carrier(ObservedCalls.tool(1, Optional.empty(), Optional.of(ObservedCalls.REQUEST))))
          .isEqualTo(Map.of());
    }
    http.stop();
  }

  @Test
  void aRegistryThatDoesNothingIsToldNothing() {
    assertThat(new MicrometerObservations(ObservationRegistry.NOOP).isListening()).isFalse();
    assertThat(events.isListening()).isTrue();
  }

  private Object carrier(ObservedCall call) {
    events.on(new CallBegan(call));
    Object carrier = null;
    try (CallScope scope = events.around(call)) {
      assertThat(scope).isNotNull();
      ReceiverContext<?> context = (ReceiverContext<?>) current().getContext();
      assertThat(context.getKind()).isEqualTo(Kind.SERVER);
      carrier = context.getCarrier();
    }
    events.on(ObservedCalls.answered(call));
    return carrier;
  }

  private Observation current() {
    return Objects.requireNonNull(registry.getCurrentObservation());
  }
}
