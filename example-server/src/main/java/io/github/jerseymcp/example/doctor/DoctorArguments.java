package io.github.jerseymcp.example.doctor;

import io.github.jerseymcp.example.doctor.wire.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command line of the doctor. What is wrong with it is said without what was typed. */
@Command(
    name = "example-server doctor",
    description =
        "Looks at an MCP endpoint from outside, and says what is wrong and how to fix it.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "It sends at most 45 requests that change nothing, and ends each session that it began.",
      "Exit code: 0 nothing is wrong, 1 something is, 2 bad command line, 3 no endpoint reached."
    })
final class DoctorArguments {

  /** The variable that a token is taken from. */
  static final String VARIABLE = "MCP_DOCTOR_TOKEN";

  private static final int LONGEST_TOKEN = 16 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  @Parameters(paramLabel = "URL", arity = "0..1", description = "The endpoint, as clients call it.")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "T",
      description =
          "A token for the endpoint, to look inside as well. Others can read a command line: - takes"
              + " it from the standard input, and without the option it is taken from the variable "
              + VARIABLE
              + ".")
  private @Nullable String token;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this and stop.")
  private boolean help;

  /**
   * Reads a command line.
   *
   * @throws ProblemException if it is not understood
   */
  static DoctorArguments read(String... arguments) throws ProblemException {
    DoctorArguments typed = new DoctorArguments();
    try {
      new CommandLine(typed).parseArgs(arguments);
      return typed;
    } catch (ParameterException e) {
      // Its text would repeat what was typed, and that may be a token.
      throw new ProblemException("doctor takes URL, --token T and --json: see doctor --help");
    }
  }

  static String usage() {
    return new CommandLine(new DoctorArguments()).getUsageMessage();
  }

  boolean asksForHelp() {
    return help;
  }

  DoctorOptions toOptions(Map<String, String> environment, InputStream in) throws ProblemException {
    Target target =
        Optional.ofNullable(url)
            .flatMap(Target::of)
            .orElseThrow(
                () ->
                    new ProblemException(
                        "doctor needs the URL of an endpoint: http or https, without user name and"
                            + " fragment"));
    Optional<String> given = readToken(environment, in);
    if (given.isPresent() && !isToken(given.get())) {
      throw new ProblemException("The token has characters that no token has, or is too long");
    }
    if (given.isPresent() && !target.isConfidential()) {
      throw new ProblemException("doctor sends no token by http to another machine");
    }
    return new DoctorOptions(target, given, json);
  }

  private Optional<String> readToken(Map<String, String> environment, InputStream in)
      throws ProblemException {
    if (token == null) {
      return Optional.ofNullable(environment.get(VARIABLE)).filter(value -> !value.isEmpty());
    }
    if (!token.equals("-")) {
      return Optional.of(token);
    }
    try {
      byte[] read = in.readNBytes(LONGEST_TOKEN + 2);
      return Optional.of(new String(read, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new ProblemException("The token cannot be read from the standard input");
    }
  }

  private static boolean isToken(String value) {
    return value.length() <= LONGEST_TOKEN && TOKEN.matcher(value).matches();
  }

  /** Thrown for a command line that cannot be followed, with a constant text. */
  static final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    ProblemException(String problem) {
      super(problem, null, false, false);
    }
  }
}
