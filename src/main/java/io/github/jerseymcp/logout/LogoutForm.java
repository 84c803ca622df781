package io.github.jerseymcp.logout;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.body.RequestBodies;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the one logout token out of the form in a request, within a size and a time. */
final class LogoutForm {

  private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED_TYPE;
  private static final Logger LOG = LoggerFactory.getLogger(LogoutForm.class);
  private static final String PARAMETER = "logout_token=";

  private final RequestBodies bodies;
  private final int maximumBytes;
  private final Duration time;

  LogoutForm(RequestBodies bodies, int maximumBytes, Duration time) {
    this.bodies = bodies;
    this.maximumBytes = maximumBytes;
    this.time = time;
  }

  String token(ContainerRequestContext request, CallerAccount sender)
      throws InvalidLogoutException {
    if (!isShortForm(request)) {
      throw new InvalidLogoutException(LogoutFault.FORM);
    }
    List<String> tokens = new ArrayList<>();
    for (String parameter : body(request, sender).split("&", -1)) {
      if (parameter.startsWith(PARAMETER)) {
        tokens.add(decoded(parameter.substring(PARAMETER.length())));
      }
    }
    if (tokens.size() != 1) {
      throw new InvalidLogoutException(LogoutFault.FORM);
    }
    return tokens.get(0);
  }

  private boolean isShortForm(ContainerRequestContext request) {
    try {
      @Nullable MediaType type = request.getMediaType();
      return type != null
          && FORM.getType().equalsIgnoreCase(type.getType())
          && FORM.getSubtype().equalsIgnoreCase(type.getSubtype())
          && request.getLength() <= maximumBytes;
    } catch (RuntimeException e) {
      return false; // One of both cannot be read.
    }
  }

  private String body(ContainerRequestContext request, CallerAccount sender)
      throws InvalidLogoutException {
    bodies.count(request, sender, time);
    try {
      byte[] bytes = request.getEntityStream().readNBytes(maximumBytes + 1);
      if (bytes.length > maximumBytes) {
        throw new InvalidLogoutException(LogoutFault.FORM);
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException | RuntimeException e) {
      // Too slow, too many, or the connection is gone.
      LOG.debug("The body of a logout could not be read ({})", e.getClass().getName(), e);
      throw new InvalidLogoutException(LogoutFault.FORM);
    }
  }

  private static String decoded(String value) throws InvalidLogoutException {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidLogoutException(LogoutFault.FORM);
    }
  }
}
