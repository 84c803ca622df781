package io.github.jerseymcp.example;

import io.github.jerseymcp.example.notes.NoteStore;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;

/** What the server serves, and how it is protected. */
final class ExampleApplication {

  private ExampleApplication() {}

  /**
   * Puts the application together.
   *
   * @param publicUrl the origin that clients know the server by, where it is fixed
   * @param issuers whose tokens are trusted: the external authorization servers, or the development
   *     one
   */
  static ResourceConfig create(
      Options options, String publicUrl, List<String> issuers, NoteStore notes) {
    return new ResourceConfig(HealthResource.class);
  }
}
