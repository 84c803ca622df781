package io.github.jerseymcp.example.conformance;

import java.util.List;
import java.util.Map;

/** What the fixtures of all versions hold. */
public final class Fixtures {

  /** One pixel. */
  public static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJg"
          + "gg==";

  /** No sample. */
  public static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

  /** What JSON Schema 2020-12 can say (SEP-1613, SEP-2106). */
  public static final Map<String, Object> MODERN_SCHEMA =
      Map.of(
          "$schema",
          "https://json-schema.org/draft/2020-12/schema",
          "type",
          "object",
          "$defs",
          Map.of(
              "address",
              Map.of(
                  "$anchor",
                  "addressDef",
                  "type",
                  "object",
                  "properties",
                  Map.of(
                      "street",
                      SimpleTools.ofType("string"),
                      "city",
                      SimpleTools.ofType("string")))),
          "properties",
          Map.of(
              "name",
              SimpleTools.ofType("string"),
              "address",
              Map.of("$ref", "#/$defs/address"),
              "contactMethod",
              Map.of("type", "string", "enum", List.of("phone", "email")),
              "phone",
              SimpleTools.ofType("string"),
              "email",
              SimpleTools.ofType("string")),
          "allOf",
          List.of(Map.of("anyOf", List.of(requiring("phone"), requiring("email")))),
          "if",
          Map.of(
              "properties",
              Map.of("contactMethod", Map.of("const", "phone")),
              "required",
              List.of("contactMethod")),
          "then",
          requiring("phone"),
          "else",
          requiring("email"),
          "additionalProperties",
          false);

  private Fixtures() {}

  private static Map<String, Object> requiring(String property) {
    return Map.of("required", List.of(property));
  }
}
