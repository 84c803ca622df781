package io.github.jerseymcp.request;

import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.event.Occasion;
import io.github.jerseymcp.event.Reports;
import io.github.jerseymcp.event.RequestTrail;
import io.github.jerseymcp.refusal.RefusalWitness;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Reports each refusal of a request when its answer is made. Thread-safe. */
public final class RefusalReport implements RefusalWitness {

  private final Reports reports;
  private final Expectations expectations;

  /** Reports there, with what was expected. */
  public RefusalReport(Reports reports, Expectations expectations) {
    this.reports = reports;
    this.expectations = expectations;
  }

  @Override
  public void refused(ContainerRequestContext context, int status, Grounds grounds) {
    ProtectedRequest request = ProtectedRequest.of(context);
    RequestTrail trail = request == null ? reports.none() : request.trail();
    reports.refused(
        new Occasion(
            request == null ? "" : request.template(),
            trail.operation(context.getMethod()),
            trail,
            context.getHeaders()),
        grounds,
        status,
        new RefusalWords(context, request, grounds, expectations));
  }
}
