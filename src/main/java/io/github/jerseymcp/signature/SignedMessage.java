package io.github.jerseymcp.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A request, as far as its signature is about it.
 *
 * @param method its method
 * @param target its absolute address with its query: lower case scheme and host, no default port
 * @param fields the values of a header field by its name in lower case, one for each line
 */
public record SignedMessage(String method, String target, Function<String, List<String>> fields) {

  private static final Pattern FIELD = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");

  /** Whether a field is sent. */
  boolean has(String field) {
    return !fields.apply(field).isEmpty();
  }

  /** What the signature is over (RFC 9421 section 2.5). */
  byte[] base(List<String> components, String parameters) throws InvalidSignatureException {
    StringBuilder base = new StringBuilder(512);
    for (String component : components) {
      String value =
          value(component)
              .filter(SignedMessage::isPlain)
              .orElseThrow(() -> new InvalidSignatureException(SignatureFault.COMPONENTS));
      base.append('"').append(component).append("\": ").append(value).append('\n');
    }
    base.append("\"@signature-params\": ").append(parameters);
    return base.toString().getBytes(US_ASCII);
  }

  private Optional<String> value(String component) {
    return switch (component) {
      case "@method" -> Optional.of(method);
      case "@target-uri" -> Optional.of(target);
      case "@authority" -> Optional.of(target.substring(authority(), path()));
      case "@path" -> Optional.of(target.substring(path(), query()));
      default -> FIELD.matcher(component).matches() ? field(component) : Optional.empty();
    };
  }

  private Optional<String> field(String name) {
    List<String> lines = fields.apply(name);
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", lines.stream().map(SignedMessage::trimmed).toList()));
  }

  /** Without the white space of HTTP around it, and no other (section 2.1, RFC 9110 5.6.3). */
  private static String trimmed(String line) {
    int begin = 0;
    int end = line.length();
    while (begin < end && isSpace(line.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(begin, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private int authority() {
    return target.indexOf("://") + 3;
  }

  private int path() {
    return target.indexOf('/', authority());
  }

  private int query() {
    int query = target.indexOf('?');
    return query < 0 ? target.length() : query;
  }

  /** A line end would be another component, and the base is ASCII. */
  private static boolean isPlain(String value) {
    return value.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t');
  }
}
