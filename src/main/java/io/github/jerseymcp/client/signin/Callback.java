package io.github.jerseymcp.client.signin;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters that came back from the browser; what is said twice is not accepted at all. */
final class Callback {

  private static final int LONGEST = 16 * 1024;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  private Callback() {}

  /** Reads an answer to that redirect URI. */
  static Callback read(String answer, URI redirectUri) throws AuthorizationFailedException {
    URI address = address(answer);
    if (!withoutQuery(address).equals(withoutQuery(redirectUri))
        || address.getRawFragment() != null) {
      throw bad("it came to another address");
    }
    Callback callback = new Callback();
    String query = address.getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      callback.put(pair);
    }
    return callback;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private void put(String pair) throws AuthorizationFailedException {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    if (parameters.put(name, value) != null) {
      throw bad("it says something twice");
    }
  }

  private static String decode(String text) throws AuthorizationFailedException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("it is malformed");
    }
  }

  private static URI address(String answer) throws AuthorizationFailedException {
    try {
      if (answer.length() <= LONGEST) {
        return URI.create(answer);
      }
    } catch (IllegalArgumentException e) {
      // Answered like one that is too long.
    }
    throw bad("it is malformed");
  }

  private static String withoutQuery(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  private static AuthorizationFailedException bad(String reason) {
    return new AuthorizationFailedException(AuthorizationFault.BAD_CALLBACK, reason);
  }
}
