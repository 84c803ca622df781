package io.github.jerseymcp.example.conformance;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a fixture answered: verb, status, form, and whether a session began. */
final class AnswerLog implements ContainerResponseFilter {

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Object type = response.getMediaType() == null ? "" : " " + response.getMediaType();
    boolean begins = response.getHeaders().containsKey("Mcp-Session-Id");
    answers.add(
        request.getMethod() + " " + response.getStatus() + type + (begins ? " session" : ""));
  }

  /** The answers since this was asked last. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    for (String answer = answers.poll(); answer != null; answer = answers.poll()) {
      taken.add(answer);
    }
    return taken;
  }
}
