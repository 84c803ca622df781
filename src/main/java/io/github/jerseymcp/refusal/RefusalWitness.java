package io.github.jerseymcp.refusal;

import io.github.jerseymcp.event.Grounds;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Is told of each refusal when its answer is made. */
@FunctionalInterface
public interface RefusalWitness {

  /** Takes note of a refusal with this status. */
  void refused(ContainerRequestContext request, int status, Grounds grounds);
}
