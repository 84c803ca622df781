package io.github.jerseymcp.server;

import io.github.jerseymcp.metadata.MetadataAddress;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Request;
import java.lang.reflect.Method;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModel;

/**
 * Adds the route of the metadata documents to the application, before Jersey adds its own handlers.
 *
 * <p>A class with {@code @Path} would be found, and served without what it needs, by containers
 * that scan for resources.
 */
@Priority(1)
final class DocumentRoute implements ModelProcessor {

  private final MetadataResource documents;

  DocumentRoute(MetadataResource documents) {
    this.documents = documents;
  }

  @Override
  public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
    Resource.Builder route = Resource.builder(MetadataAddress.WELL_KNOWN + "{path: (/.*)?}");
    route.addMethod(HttpMethod.GET).handledBy(documents, handler());
    return new ResourceModel.Builder(model, false).addResource(route.build()).build();
  }

  @Override
  public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
    return model;
  }

  private static Method handler() {
    try {
      return MetadataResource.class.getMethod(
          "document", ContainerRequestContext.class, Request.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
