package io.github.jerseymcp.fetch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer within the limits. Its text leaves out fields and body, since both may hold secrets.
 *
 * @param status any status but an informational one; a redirect is an answer, and not followed
 * @param fields the header fields by their names in lower case
 * @param body the content, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record FetchedAnswer(int status, Map<String, List<String>> fields, byte[] body) {

  /** Copies the fields. */
  public FetchedAnswer {
    fields = Map.copyOf(fields);
  }

  /** The only field of that name, in lower case; none if there are two. */
  public Optional<String> field(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Whether it says that it is JSON: {@code application/json}, or a type that ends so. */
  public boolean isJson() {
    String type = field("content-type").orElse("").toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    String plain = (end < 0 ? type : type.substring(0, end)).strip();
    return plain.equals("application/json")
        || (plain.startsWith("application/") && plain.endsWith("+json"));
  }

  @Override
  public String toString() {
    return "FetchedAnswer[" + status + "]";
  }
}
