package io.github.jerseymcp.example.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jerseymcp.example.doctor.DoctorArguments.ProblemException;
import io.github.jerseymcp.example.doctor.check.Checks;
import io.github.jerseymcp.example.doctor.check.Visit;
import io.github.jerseymcp.example.doctor.finding.Diagnosis;
import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.JsonReport;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.github.jerseymcp.example.doctor.finding.TextReport;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Wire;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/** Visits an MCP endpoint, as a client and as an attacker would, and prints what it finds. */
public final class Doctor {

  private static final int NOTHING_WRONG = 0;
  private static final int SOMETHING_WRONG = 1;
  private static final int BAD_COMMAND_LINE = 2;
  private static final int NOT_REACHED = 3;

  private final InstantSource clock;
  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** A doctor that reads and prints here. */
  public Doctor(
      InstantSource clock,
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    this.clock = clock;
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Follows a command line, and answers the exit code of the process. */
  public int run(String... arguments) {
    try {
      DoctorArguments typed = DoctorArguments.read(arguments);
      if (typed.asksForHelp()) {
        out.print(DoctorArguments.usage());
        return NOTHING_WRONG;
      }
      return visit(typed.toOptions(environment, in));
    } catch (ProblemException e) {
      err.println("example-server: " + e.getMessage());
      return BAD_COMMAND_LINE;
    }
  }

  private int visit(DoctorOptions options) {
    SafeText safe = new SafeText();
    Findings findings = new Findings(safe);
    Visit visit = new Visit(options.target(), options.token(), Wire.ofRuntime(), safe, clock);
    String obstacle = obstacle(visit, findings);
    if (obstacle.isEmpty()) {
      Checks.run(visit, findings);
    }
    visit.leave();
    Diagnosis diagnosis =
        new Diagnosis(
            options.target().printable(),
            visit.wire().requests(),
            options.token().isPresent(),
            findings.sorted());
    if (!obstacle.isEmpty() && !diagnosis.isSomethingWrong()) {
      return fail(options, safe.of(obstacle));
    }
    out.print(options.json() ? JsonReport.of(diagnosis) + "\n" : TextReport.of(diagnosis));
    out.flush();
    return diagnosis.isSomethingWrong() ? SOMETHING_WRONG : NOTHING_WRONG;
  }

  private static String obstacle(Visit visit, Findings findings) {
    try {
      return Checks.obstacle(visit, findings);
    } catch (CannotTellException e) {
      return e.why();
    }
  }

  private int fail(DoctorOptions options, String problem) {
    err.println("example-server: doctor of " + options.target().printable() + ": " + problem);
    if (options.json()) {
      JsonMapper json = new JsonMapper();
      out.println(
          json.createObjectNode()
              .put("format", 1)
              .put("url", options.target().printable())
              .put("problem", problem)
              .toPrettyString());
    }
    return NOT_REACHED;
  }
}
