package io.github.jerseymcp.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types whose bytes tell that they are of it: what begins otherwise is something else. */
enum MediaKind {
  PNG("image/png", 0, "\u0089PNG\r\n\u001a\n"),
  JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
  GIF("image/gif", 0, "GIF8"),
  WEBP("image/webp", 8, "WEBP"),
  WAV("audio/wav", 8, "WAVE"),
  OGG("audio/ogg", 0, "OggS"),
  FLAC("audio/flac", 0, "fLaC"),
  PDF("application/pdf", 0, "%PDF-");

  private static final Map<String, MediaKind> BY_TYPE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));

  private final String type;
  private final int offset;
  private final String beginning;

  MediaKind(String type, int offset, String beginning) {
    this.type = type;
    this.offset = offset;
    this.beginning = beginning;
  }

  static Optional<MediaKind> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  boolean begins(byte[] bytes) {
    int end = Math.min(bytes.length, offset + beginning.length());
    return end > offset && new String(bytes, offset, end - offset, ISO_8859_1).equals(beginning);
  }
}
