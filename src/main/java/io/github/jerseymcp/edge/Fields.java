package io.github.jerseymcp.edge;

/**
 * Names of header fields, to look for. They are in lower case because the maps of Jersey keep them
 * so, and make a new text of any other spelling at each look-up.
 */
final class Fields {

  static final String HOST = "host";
  static final String ORIGIN = "origin";
  static final String CONTENT_LENGTH = "content-length";
  static final String VARY = "vary";
  static final String ALLOW_ORIGIN = "access-control-allow-origin";

  private Fields() {}
}
