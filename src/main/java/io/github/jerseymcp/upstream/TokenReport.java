package io.github.jerseymcp.upstream;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.event.TokenExchanged;
import io.github.jerseymcp.event.TokenExchanged.Result;
import io.github.jerseymcp.event.TokenExchanged.Source;

/** Tells the listeners what one need of a token came to. One thread. */
final class TokenReport {

  private final UpstreamSettings settings;
  private final SecurityEvents events;
  private final long begun;
  private Source source = Source.NONE;

  private TokenReport(UpstreamSettings settings, SecurityEvents events) {
    this.settings = settings;
    this.events = events;
    this.begun = settings.clocks().nanos();
  }

  static TokenReport begin(UpstreamSettings settings, InboundToken inbound) {
    return new TokenReport(settings, inbound.events());
  }

  /** It is answered from there. */
  void from(Source answered) {
    source = answered;
  }

  void given() {
    tell(Result.GIVEN);
  }

  void failed(UpstreamFault fault) {
    tell(Result.valueOf(fault.name()));
  }

  private void tell(Result result) {
    if (events.isHeard()) {
      events.tell(
          new TokenExchanged(
              settings.issuer(),
              UpstreamLog.originOf(settings.api()),
              source,
              result,
              settings.clocks().nanos() - begun));
    }
  }
}
