package io.github.jerseymcp.server;

import io.github.jerseymcp.body.RefusedBodies;
import io.github.jerseymcp.refusal.NoStore;
import io.github.jerseymcp.refusal.PlainRefusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers 500 for an exception under a protected path that no mapper of the application knows, and
 * 400 if a header field of the request cannot be read, 415 if its charset is unknown.
 *
 * <p>Without it Jersey hands the exception to the container: response filters, and with them the
 * CORS headers, are skipped, and a container may print the exception to the caller.
 */
@Priority(Integer.MAX_VALUE)
final class UnmappedErrorMapper implements ExtendedExceptionMapper<Throwable> {

  private static final Logger logger = LoggerFactory.getLogger(UnmappedErrorMapper.class);

  private static final List<Consumer<ContainerRequestContext>> HEADERS =
      List.of(
          ContainerRequestContext::getMediaType,
          ContainerRequestContext::getLanguage,
          ContainerRequestContext::getDate,
          ContainerRequestContext::getLength,
          ContainerRequestContext::getAcceptableMediaTypes,
          ContainerRequestContext::getAcceptableLanguages);

  private final CurrentRequest current;
  private final RefusalWriter writer;
  private final WrappedRefusalMapper refusals;

  UnmappedErrorMapper(CurrentRequest current, RefusalWriter writer, WrappedRefusalMapper refusals) {
    this.current = current;
    this.writer = writer;
    this.refusals = refusals;
  }

  @Override
  public boolean isMappable(Throwable exception) {
    return !(exception instanceof WebApplicationException) && current.known() != null;
  }

  @Override
  public Response toResponse(Throwable exception) {
    if (exception instanceof ProcessingException && !hasReadableHeaders()) {
      return writer.write(
          current.context(), PlainRefusal.HEADER_UNREADABLE, NoStore.status(400).build());
    }
    boolean ofCharset =
        exception instanceof UnsupportedCharsetException
            || exception instanceof IllegalCharsetNameException;
    if (ofCharset && !hasKnownCharset()) {
      return writer.write(
          current.context(), PlainRefusal.CHARSET_UNKNOWN, NoStore.status(415).build());
    }
    Optional<Response> refused = refusals.answer(exception);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (RefusedBodies.isBroken(exception)) {
      logger.debug("A client went away within the body of its request");
      return NoStore.status(400).build();
    }
    logger.error("A protected resource failed", exception);
    return NoStore.status(500).build();
  }

  /** Jersey's readers of text look for the charset that the request names, and throw. */
  private boolean hasKnownCharset() {
    MediaType type = current.context().getMediaType();
    String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
    try {
      return name == null || Charset.isSupported(name);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  /** Jersey parses a header field when it is asked for, and throws if that cannot be done. */
  private boolean hasReadableHeaders() {
    ContainerRequestContext request = current.context();
    try {
      HEADERS.forEach(header -> header.accept(request));
      return true;
    } catch (ProcessingException e) {
      return false;
    }
  }
}
