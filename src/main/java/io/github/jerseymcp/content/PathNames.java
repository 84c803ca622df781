package io.github.jerseymcp.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a path that somebody else has named, in the narrowest way that any system reads it. Nothing
 * is decoded and nothing is put right: what would have to be is refused.
 */
final class PathNames {

  private static final int LONGEST_PATH = 4_096;
  private static final int LONGEST_NAME = 255;
  private static final int MOST_NAMES = 64;

  /** Windows opens a device by these names, in any directory and with any extension. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\\$|conout\\$)("
              + " *\\..*)?");

  private PathNames() {}

  /** The names between its slashes. */
  static List<String> of(String untrusted) {
    if (untrusted.length() > LONGEST_PATH) {
      throw new RefusedContentException("A path is too long");
    }
    List<String> names = Arrays.asList(untrusted.split("/", -1));
    if (names.size() > MOST_NAMES) {
      throw new RefusedContentException("A path is too deep");
    }
    names.forEach(PathNames::check);
    return names;
  }

  private static void check(String name) {
    if (name.isEmpty()) {
      throw new RefusedContentException("A path is absolute, or has an empty name in it");
    }
    if (name.equals(".") || name.equals("..")) {
      throw new RefusedContentException("A path has dots for a name");
    }
    if (name.getBytes(UTF_8).length > LONGEST_NAME) {
      throw new RefusedContentException("A name in a path is too long");
    }
    // A colon is of a drive or of a second stream; what ends with a dot or blank loses that there.
    if (name.indexOf('\\') >= 0
        || name.indexOf(':') >= 0
        || name.endsWith(".")
        || name.endsWith(" ")
        || DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw new RefusedContentException("A name in a path means something else to some systems");
    }
    if (Texts.hasUnseen(name) || !Texts.isWellFormed(name)) {
      throw new RefusedContentException("A name in a path has characters that nobody sees");
    }
  }
}
