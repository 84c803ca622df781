package io.github.jerseymcp.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The field {@code Signature-Input} with one signature (RFC 9421 section 4.1).
 *
 * @param label what the field {@code Signature} calls it
 * @param components what is covered, in its order
 * @param texts the parameters that are strings
 * @param times those that are integers
 * @param parameters all behind the label, as it is signed
 */
record SignatureInput(
    String label,
    List<String> components,
    Map<String, String> texts,
    Map<String, Long> times,
    String parameters) {

  private static final int MOST_COMPONENTS = 32;
  private static final Set<String> TIMES = Set.of("created", "expires");
  private static final Set<String> TEXTS = Set.of("nonce", "keyid", "alg", "tag");

  static SignatureInput parse(String field) throws InvalidSignatureException {
    StructuredText text = new StructuredText(field);
    String label = text.key();
    text.need('=');
    String rest = text.rest();
    List<String> components = components(text);
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> times = new HashMap<>();
    while (text.skip(';')) {
      String name = text.key();
      boolean first;
      if (TIMES.contains(name)) {
        text.need('=');
        first = times.put(name, text.integer()) == null;
      } else if (TEXTS.contains(name)) {
        text.need('=');
        first = texts.put(name, text.string()) == null;
      } else {
        first = false;
      }
      if (!first) {
        throw new InvalidSignatureException(SignatureFault.PARAMETERS);
      }
    }
    text.end();
    return new SignatureInput(
        label, List.copyOf(components), Map.copyOf(texts), Map.copyOf(times), rest);
  }

  private static List<String> components(StructuredText text) throws InvalidSignatureException {
    List<String> components = new ArrayList<>();
    text.need('(');
    while (!text.skip(')')) {
      if (!components.isEmpty()) {
        text.need(' ');
      }
      String component = text.string();
      // Parameters of a component sign a part of it, or another message.
      if (text.rest().startsWith(";")
          || components.contains(component)
          || components.size() == MOST_COMPONENTS) {
        throw new InvalidSignatureException(SignatureFault.COMPONENTS);
      }
      components.add(component);
    }
    return components;
  }
}
