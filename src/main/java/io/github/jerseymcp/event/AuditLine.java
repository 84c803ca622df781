package io.github.jerseymcp.event;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** One line of JSON while it is written. Fields without a value are left out. */
final class AuditLine {

  private static final int LONGEST_TEXT = 256;
  private static final int LONGEST_LIST = 32;
  private static final String CUT = "...";

  private final StringBuilder json = new StringBuilder(512).append('{');

  AuditLine with(String field, String value) {
    begin(field);
    quote(value);
    return this;
  }

  AuditLine with(String field, Optional<String> value) {
    value.ifPresent(text -> with(field, text));
    return this;
  }

  AuditLine with(String field, Enum<?> value) {
    return with(field, value.name().toLowerCase(Locale.ROOT));
  }

  AuditLine with(String field, long value) {
    begin(field);
    json.append(value);
    return this;
  }

  /** What of a longer list is left out is told by a last member. */
  AuditLine with(String field, Collection<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    begin(field);
    json.append('[');
    int written = 0;
    for (String value : values) {
      if (written > 0) {
        json.append(',');
      }
      if (written == LONGEST_LIST) {
        quote(CUT);
        break;
      }
      quote(value);
      written++;
    }
    json.append(']');
    return this;
  }

  AuditLine with(Operation operation) {
    return with("operation", operation.method()).with("name", operation.name());
  }

  AuditLine nanos(long nanos) {
    return with("nanos", nanos);
  }

  AuditLine with(Optional<Caller> caller, Optional<SubjectHash> subjects) {
    if (caller.isEmpty()) {
      return this;
    }
    Caller known = caller.get();
    if (known.isAnonymous()) {
      return with("caller", "anonymous");
    }
    with("issuer", known.issuer());
    if (subjects.isPresent()) {
      with("subject_hash", subjects.get().of(known));
    } else {
      with("subject", known.subject());
    }
    return with("client", known.client()).with("scopes", known.scopes());
  }

  String end() {
    return json.append('}').toString();
  }

  private void begin(String field) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(field).append("\":");
  }

  private void quote(String value) {
    json.append('"');
    int end = Math.min(value.length(), LONGEST_TEXT);
    for (int i = 0; i < end; i++) {
      append(value, i);
    }
    if (end < value.length()) {
      json.append(CUT);
    }
    json.append('"');
  }

  private void append(String value, int index) {
    char c = value.charAt(index);
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (isPlain(value, index)) {
      json.append(c);
    } else {
      json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
  }

  /**
   * What ends a line or changes its direction is written as its code, and so is half of a pair,
   * which has no encoding.
   */
  private static boolean isPlain(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 < Math.min(value.length(), LONGEST_TEXT)
          && Character.isLowSurrogate(value.charAt(index + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
    }
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
